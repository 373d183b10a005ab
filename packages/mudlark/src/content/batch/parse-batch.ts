/** One command of a batch file, and where it stands. */
export interface BatchEntry {
  readonly text: string;
  /** What the questions of the command are answered with, in order. */
  readonly answers: readonly string[];
  /** The line it begins on, from 1. */
  readonly line: number;
}

/** Another file to be put in. */
export interface BatchInsert {
  readonly insert: string;
  readonly line: number;
}

/** How the lines of a command are put together: as they are (`.ev`), or as paragraphs (`.batch`). */
export type BatchLines = "kept" | "joined";

/**
 * Reads a file of commands (`commands.md` §16.1). A line that begins with `#` ends the command before it: `#INSERT name`
 * puts another file in, `#ANSWER text` answers a question of the next command, and all others are comments.
 */
export function parseBatch(source: string, lines: BatchLines): readonly (BatchEntry | BatchInsert)[] {
  const found: (BatchEntry | BatchInsert)[] = [];
  let body: string[] = [];
  let answers: string[] = [];
  let start = 1;
  const end = (): void => {
    const first = body.findIndex((line) => line.trim() !== "");
    if (first !== -1) {
      const text = lines === "kept" ? withoutEmptyEnds(body).join("\n") : paragraphs(body);
      found.push({ text, answers, line: start + first });
      answers = [];
    }
    body = [];
  };
  for (const [index, line] of source
    .replace(/^\uFEFF/u, "")
    .split(/\r?\n/u)
    .entries()) {
    if (!line.startsWith("#")) {
      if (body.length === 0) start = index + 1;
      body.push(line);
      continue;
    }
    end();
    const [, word = "", rest = ""] = /^#(INSERT|ANSWER)\b\s?(.*)$/iu.exec(line) ?? [];
    if (word.toUpperCase() === "ANSWER") answers.push(rest);
    if (word.toUpperCase() === "INSERT") found.push({ insert: rest.trim(), line: index + 1 });
  }
  end();
  return found;
}

function withoutEmptyEnds(body: readonly string[]): readonly string[] {
  const isFull = (line: string): boolean => line.trim() !== "";
  return body.slice(body.findIndex(isFull), body.findLastIndex(isFull) + 1);
}

/** A line break is a blank; empty lines are line breaks, as many as there are. */
function paragraphs(body: readonly string[]): string {
  let text = "";
  let breaks = 0;
  for (const line of withoutEmptyEnds(body).map((each) => each.trim())) {
    if (line === "") {
      breaks++;
      continue;
    }
    const joint = text === "" ? "" : breaks > 0 ? "\n".repeat(breaks) : " ";
    text += joint + line;
    breaks = 0;
  }
  return text;
}
