import { escapeMarkup } from "../../text/markup/plain-text.ts";

/** What menus say, and the words that they know. */
export const menuWords = {
  quit: ["q", "quit", "exit"] as readonly string[],
  look: ["l", "look"] as readonly string[],
  help: ["h", "help"] as readonly string[],
  debug: "menudebug",
  next: ["n", "next"] as readonly string[],
  previous: ["p", "previous"] as readonly string[],
  nextPage: () => "next page",
  previousPage: () => "previous page",
  hint: (ways: readonly string[]) =>
    ways.length === 0
      ? "Choose one of the options."
      : `Choose one of the options, or type ${ways.join(", ")}.`,
  noHelp: () => "There is no more to say about this.",
  busy: () => "One moment; the menu is still busy with your last answer.",
  closed: () => "The menu is closed.",
  lost: () => "The menu that was open cannot be opened again.",
  state: (node: string, options: readonly string[], data: string) =>
    escapeMarkup(`Node: ${node}\nOptions: ${options.join(", ") || "none"}\nData: ${data}`),
};
