import { editorHelp, type HelpFile } from "../../api.ts";

/** What every game explains beside its commands. A file or an entry of the game with the same name takes its place. */
export const stockTopics: readonly HelpFile[] = [
  topic(
    "pager",
    ["pages", "paging"],
    `A text or a list that is longer than your window is shown page by page.

- **Return**, **n** or **next** shows the next page; **p**, **b** or **previous** the one before.
- **t** or **top** goes to the first page, **e** or **end** to the last one, a **number** to that page.
- **/word** looks for a word on the pages that follow; **/** alone goes on with that.
- **q**, **a**, **quit** or **abort** leaves.

Anything else leaves as well, and is then done like any other line. In the mode for screen readers there are no pages:
everything is sent at once.`,
  ),
  topic(
    "editor",
    ["line editor"],
    `Long texts are written line by line. What you type is added to the text; a line that begins with a colon is a
command of the editor. What you have not saved is kept as a draft: it is there again when you come back.

\`\`\`
${editorHelp}
\`\`\``,
  ),
];

function topic(key: string, aliases: readonly string[], text: string): HelpFile {
  return { key, aliases, category: null, tags: [], locks: "", source: "file", text, words: text };
}
