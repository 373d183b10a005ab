import { eraseMark } from "./line-buffer.ts";

const erase = String.fromCharCode(eraseMark);

/** Lets every erase mark take away the character before it. */
export function applyErasures(text: string): string {
  if (!text.includes(erase)) return text;
  const characters: string[] = [];
  for (const character of text) {
    if (character === erase) characters.pop();
    else characters.push(character);
  }
  return characters.join("");
}

/**
 * Removes what a terminal adds to a line and no player means: key sequences (OSC, CSI, SS3), control characters but
 * TAB, noncharacters, a byte order mark at the start (`protocols.md` §3.2).
 */
export function cleanLine(text: string): string {
  if (!needsCleaning.test(text)) return text;
  return text
    .replace(terminalSequences, "")
    .replace(unwantedCharacters, "")
    .replace(/^\uFEFF/, "");
}

const needsCleaning = /[\0-\x08\x0A-\x1F\x7F-\x9F\uFFFE\uFFFF]|^\uFEFF/;
const terminalSequences = /\x1B(?:\][^\x07\x1B]*(?:\x07|\x1B\\)|\[[0-?]*[ -/]*[@-~]|O[ -~])/g;
const unwantedCharacters = /[\0-\x08\x0A-\x1F\x7F-\x9F\uFFFE\uFFFF]/g;

/**
 * Replaces link markup (`|lc…|lt…|le`, `|lu…|lt…|le` and their like) by its label: players do not make links (`protocols.md` §3.2).
 * What is left holds none, however the pieces were nested.
 */
export function stripLinkMarkup(text: string): string {
  let stripped = text;
  for (;;) {
    const next = stripLinksOnce(stripped);
    if (next === stripped) return stripped;
    stripped = next;
  }
}

function stripLinksOnce(text: string): string {
  let result = "";
  let at = 0;
  for (;;) {
    const pipe = text.indexOf("|", at);
    if (pipe === -1) return result + text.slice(at);
    result += text.slice(at, pipe);
    if (/^\|l[cump]/.test(text.slice(pipe, pipe + 3))) {
      const label = text.indexOf("|lt", pipe + 3);
      const end = label === -1 ? -1 : text.indexOf("|le", label + 3);
      // A link that lacks an end here means that no later one can have its own.
      if (end === -1) return result + text.slice(pipe);
      result += text.slice(label + 3, end);
      at = end + 3;
    } else {
      // Pairs of pipes are eaten from left to right: the second one begins nothing.
      at = pipe + (text[pipe + 1] === "|" ? 2 : 1);
      result += text.slice(pipe, at);
    }
  }
}
