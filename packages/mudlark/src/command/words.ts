import { joinList } from "../text/layout/join-list.ts";
import { escapeMarkup } from "../text/markup/plain-text.ts";
import { pagerWords } from "./pager/pager-words.ts";

/**
 * What this folder says to players, in one place: a sentence is easier to keep in one voice, and to translate, when
 * its neighbours are in sight. Whatever a player typed arrives here as markup that shows exactly that.
 */
const separators: ReadonlyMap<string, string> = new Map([
  [",", "commas"],
  [";", "semicolons"],
]);

export const words = {
  unknownSwitch: (command: string, typed: string, options: readonly string[]) =>
    `"${command}" has no switch "/${shown(typed)}". ${switchList(options)}`,
  noSwitches: (command: string) => `"${command}" has no switches.`,
  ambiguousSwitch: (typed: string, options: readonly string[]) =>
    `"/${shown(typed)}" could be ${either(options.map((option) => `/${option}`))}.`,
  emptySwitch: (command: string, options: readonly string[]) =>
    `A "/" behind "${command}" must be followed by a switch. ${switchList(options)}`,
  switchWithoutValue: (option: string, usage: string) => `"/${option}" needs a value: ${usage}`,
  switchWithValue: (option: string) => `"/${option}" takes no value.`,

  missingArgument: (name: string) => `Something is missing: ${name}.`,
  missingSeparator: (delimiter: string, name: string) => `Something is missing: "${delimiter}" and ${name}.`,
  tooMuch: (rest: string) => `That does not belong there: "${shown(rest)}".`,
  usage: (line: string) => `Usage: ${escapeMarkup(line)}`,

  notInteger: (text: string) => `"${shown(text)}" is not a whole number.`,
  notNumber: (text: string) => `"${shown(text)}" is not a number.`,
  tooLow: (low: number) => `The number must be at least ${low}.`,
  tooHigh: (high: number) => `The number must be at most ${high}.`,
  notBoolean: (text: string) => `"${shown(text)}" is neither yes nor no.`,
  notDuration: (text: string) => `"${shown(text)}" is not a length of time. Try 90s, 5m, 2h, 1d or 1h30m.`,
  notChoice: (text: string, choices: readonly string[]) => `"${shown(text)}" is not ${either(choices)}.`,
  ambiguousChoice: (text: string, choices: readonly string[]) =>
    `"${shown(text)}" could be ${either(choices)}.`,
  tooShort: (low: number) => `That must have at least ${count(low, "letter")}.`,
  tooLong: (high: number) => `That must have at most ${count(high, "letter")}.`,
  emptyItem: (separator: string) =>
    `There is nothing before or between ${separators.get(separator) ?? `"${separator}"`}.`,
  tooFewItems: (low: number) => `Name at least ${low === 1 ? "one" : low}.`,
  tooManyItems: (high: number) => `Name at most ${high}.`,

  unknownCommand: (typed: string, suggestions: readonly string[]) =>
    `"${shown(typed)}" is not available. ${
      suggestions.length === 0
        ? 'Type "help" for what is.'
        : `Did you mean ${either(suggestions.map(quoted))}?`
    }`,
  notWithThat: (name: string) =>
    `"${shown(name)}" does not take what follows it. Did you mean ${quoted(name)} alone?`,
  manyMatches: (typed: string, rows: readonly (readonly [name: string, host: string])[]) =>
    [
      `Which "${shown(typed)}"? Type the number.`,
      ...rows.map(
        ([name, host], at) =>
          `  ${at + 1}. ${shown(name.replace(/\s+/gu, " "))}${host === "" ? "" : ` (${host})`}`,
      ),
    ].join("\n"),
  outOfRange: (wanted: number, amount: number) =>
    amount === 1
      ? `There is only one, no number ${wanted}.`
      : `There are only ${amount}, no number ${wanted}.`,
  exitTo: (place: string) => `exit to ${place}`,
  needs: {
    session: "That only works for somebody at a keyboard.",
    account: "You have to log in for that.",
    puppet: "You have to be in character for that.",
  },
  nowhere: () => "You are nowhere, and that needs a place.",
  incident: (id: string) =>
    `Something went wrong with that, and nothing of it was done. It was written down as ${id}.`,
  incidentPartly: (id: string) => `Something went wrong in the middle of that. It was written down as ${id}.`,
  trace: (error: unknown, shorten: (trace: string) => string) =>
    shown(shorten(error instanceof Error ? (error.stack ?? error.message) : String(error)), 2000),
  tooDeep: (chain: readonly string[]) => `That runs in circles: ${chain.join(" > ")}.`,
  calledOff: (command: string, reason: string) => {
    const why = callOffReasons.get(reason);
    return why === undefined ? null : `${why} "${command}" is cancelled.`;
  },

  unanswered: (question: string) => `Nobody is there to answer: ${question}`,
  answeredWithAbort: () => "The answer was to call it off.",
  tooManyTries: () => "That was the last try. Nothing was done.",
  lostCommandSet: (id: string) => `Some of your commands are missing: the set "${id}" could not be loaded.`,
  mayNot: (access: string, name: string) => `You may not ${access} ${name}.`,
  accountName: (name: string) => `the account ${shown(name)}`,
  noSuchRow: (count: number) =>
    count === 0
      ? "There is no list to name a row of."
      : `The last list has only ${count === 1 ? "one row" : `${count} rows`}.`,
  rowsAreGone: () => "Nothing of what stood in these rows is there any more.",
  rowIsGone: (row: number) => `What stood in row ${row} is gone.`,
  nothingThere: (from?: string) =>
    from === "inventory"
      ? "You carry nothing that this could be done with."
      : `There is nothing${from === "anywhere" ? "" : " here"} that this could be done with.`,
  notIdRange: (text: string) => `"${shown(text)}" is not a range of ids. Try #5-#10, or #5 for a single one.`,
  noSuchClass: (text: string, near: string | null) =>
    `There is no class "${shown(text)}" for that.${near === null ? "" : ` Did you mean "${shown(near)}"?`}`,
  badAttributePath: (text: string) => `"${shown(text)}" is not the name of an attribute.`,
  badLock: (reason: string) => `I cannot read that lock: ${shown(reason, 200)}`,

  pager: pagerWords,

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

/** Text from outside as markup that shows exactly it; very long text is cut. */
function shown(text: string, most = 60): string {
  const cut = text.length > most ? `${text.slice(0, most).toWellFormed()}…` : text;
  return escapeMarkup(cut);
}

/** Reasons that are worth a line; where there is none, the player knows already or is not there any more. */
const callOffReasons: ReadonlyMap<string, string> = new Map([
  ["cancelled", "All right."],
  ["timeout", "The time is up."],
  ["unpuppet", "You are not in that role any more."],
  ["reload", "The world restarts."],
  ["replaced", "Something else came in between."],
  ["locked", "You may not do that any more."],
  ["noSession", "There is nobody to ask."],
]);

function quoted(text: string): string {
  return `"${escapeMarkup(text)}"`;
}

function switchList(options: readonly string[]): string {
  return options.length === 0 ? "It has none." : `It has ${joinList(options.map((option) => `/${option}`))}.`;
}

function either(items: readonly string[]): string {
  return joinList(items, "or");
}

function count(amount: number, noun: string): string {
  return amount === 1 ? `1 ${noun}` : `${amount} ${noun}s`;
}
