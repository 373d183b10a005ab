/**
 * What this folder says to players, in one place: a sentence is easier to keep in one voice, and to translate, when
 * its neighbours are in sight. Whatever a player typed arrives here as markup that shows exactly that.
 */
export const words = {
  unknownSwitch: (command: string, typed: string, options: readonly string[]) =>
    `"${command}" has no switch "/${typed}". ${switchList(options)}`,
  noSwitches: (command: string) => `"${command}" has no switches.`,
  ambiguousSwitch: (typed: string, options: readonly string[]) =>
    `"/${typed}" could be ${either(options.map((option) => `/${option}`))}.`,
  emptySwitch: (command: string, options: readonly string[]) =>
    `A "/" behind "${command}" must be followed by a switch. ${switchList(options)}`,
  switchWithoutValue: (option: string, usage: string) => `"/${option}" needs a value: ${usage}`,
  switchWithValue: (option: string) => `"/${option}" takes no value.`,

  missingArgument: (name: string) => `Something is missing: ${name}.`,
  missingSeparator: (delimiter: string, name: string) => `Something is missing: "${delimiter}" and ${name}.`,
  tooMuch: (rest: string) => `I understood all but the end of that: "${rest}".`,
  usage: (line: string) => `Usage: ${line}`,

  notInteger: (text: string) => `"${text}" is not a whole number.`,
  notNumber: (text: string) => `"${text}" is not a number.`,
  tooLow: (low: number) => `The number must be at least ${low}.`,
  tooHigh: (high: number) => `The number must be at most ${high}.`,
  notBoolean: (text: string) => `"${text}" is neither yes nor no.`,
  notDuration: (text: string) => `"${text}" is not a length of time. Try 90s, 5m, 2h, 1d or 1h30m.`,
  notChoice: (text: string, choices: readonly string[]) => `"${text}" is not ${either(choices)}.`,
  ambiguousChoice: (text: string, choices: readonly string[]) => `"${text}" could be ${either(choices)}.`,
  tooShort: (low: number) => `That must have at least ${count(low, "letter")}.`,
  tooLong: (high: number) => `That must have at most ${count(high, "letter")}.`,
  emptyItem: () => "There is nothing between two of the commas.",
  tooFewItems: (low: number) => `Name at least ${low}.`,
  tooManyItems: (high: number) => `Name at most ${high}.`,

  yes: ["y", "yes"] as readonly string[],
  no: ["n", "no"] as readonly string[],
  abort: ["a", "abort"] as readonly string[],
  nextPage: ["n", "next"] as readonly string[],
  previousPage: ["p", "previous"] as readonly string[],
  emptyAnswer: () => "Please type an answer.",
  notYesOrNo: () => "Please answer yes or no, or abort to call it off.",
  choosePage: (page: number, pages: number) => `Page ${page} of ${pages}: next or previous for more.`,
  chooseUnknown: (amount: number) => `Please choose by name, or by a number from 1 to ${amount}.`,
  chooseAmbiguous: () => "More than one of them begins like that. Please type more of it.",
};

function switchList(options: readonly string[]): string {
  return options.length === 0
    ? "It has none."
    : `It has ${list(
        options.map((option) => `/${option}`),
        "and",
      )}.`;
}

function either(items: readonly string[]): string {
  return list(items, "or");
}

function list(items: readonly string[], conjunction: string): string {
  const last = items.at(-1) ?? "";
  if (items.length <= 1) return last;
  const others = items.slice(0, -1).join(", ");
  return items.length === 2 ? `${others} ${conjunction} ${last}` : `${others}, ${conjunction} ${last}`;
}

function count(amount: number, noun: string): string {
  return amount === 1 ? `1 ${noun}` : `${amount} ${noun}s`;
}
