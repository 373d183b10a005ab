import { escapeMarkup } from "../../text/markup/plain-text.ts";

/** What searching says, when nobody says it better. */
export const searchWords = {
  notFound: (text: string) =>
    text === "" ? "Name something to look for." : `Could not find "${escapeMarkup(text)}".`,
  ambiguous: (text: string) => `There is more than one "${escapeMarkup(text)}". Which do you mean?`,
  andMore: (count: number) => ` and ${count} more`,
  carried: " (carried)",
};
