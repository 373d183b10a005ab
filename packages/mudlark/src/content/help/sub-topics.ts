import { foldName } from "../../base/fold-text.ts";

/** A help text with the parts below it. */
export interface HelpPart {
  /** As its author wrote it; "" for the whole text. */
  readonly name: string;
  /** Markdown, without the parts below. */
  readonly text: string;
  readonly parts: readonly HelpPart[];
}

interface Open {
  readonly name: string;
  readonly level: number;
  readonly lines: string[];
  readonly parts: HelpPart[];
}

/** Parts within parts, at most; deeper headings are text. */
const deepest = 5;

/**
 * Takes a help text apart at its headings, which name its sub-topics (`commands.md` §9.3). A line `# subtopics` may
 * stand before them; without it, every heading counts.
 */
export function splitTopics(text: string): HelpPart {
  const lines = text.replace(/^\uFEFF/u, "").split(/\r?\n/u);
  const start = lines.findIndex((line) => /^#+\s*sub-?topics\s*$/iu.test(line));
  const open: Open[] = [{ name: "", level: start === -1 ? 0 : 1, lines: [], parts: [] }];
  let isCode = false;
  for (const [at, line] of lines.entries()) {
    if (at === start) continue;
    if (/^\s*(?:```|~~~)/u.test(line)) isCode = !isCode;
    const [, signs = "", name = ""] = /^(#{1,6})\s+(.+?)\s*#*$/u.exec(line) ?? [];
    const isPart = name !== "" && !isCode && at > start;
    if (!isPart || open.length > deepest) {
      open.at(-1)?.lines.push(line);
      continue;
    }
    closeTo(open, signs.length);
    open.push({ name, level: signs.length, lines: [], parts: [] });
  }
  closeTo(open, 1);
  const [whole] = open;
  return { name: "", text: whole?.lines.join("\n").trim() ?? "", parts: whole?.parts ?? [] };
}

/** Ends every open part that is not above a heading of that level. */
function closeTo(open: Open[], level: number): void {
  while (open.length > 1 && (open.at(-1)?.level ?? 0) >= level) {
    const part = open.pop();
    if (part === undefined) return;
    const { name, lines, parts } = part;
    open.at(-1)?.parts.push({ name, text: lines.join("\n").trim(), parts });
  }
}

/** What a way through the parts leads to, and the names on the way; or where it ended. */
export type FoundPart =
  | { readonly ok: true; readonly part: HelpPart; readonly names: readonly string[] }
  | {
      readonly ok: false;
      readonly part: HelpPart;
      readonly names: readonly string[];
      readonly missing: string;
    };

/** Follows names of parts: the whole name, else its beginning, else a piece of it. */
export function findPart(whole: HelpPart, path: readonly string[]): FoundPart {
  let part = whole;
  const names: string[] = [];
  for (const step of path) {
    const wanted = foldName(step);
    const named = part.parts.map((one) => ({ one, name: foldName(one.name) }));
    const found =
      named.find(({ name }) => name === wanted) ??
      named.find(({ name }) => name.startsWith(wanted)) ??
      named.find(({ name }) => name.includes(wanted));
    if (found === undefined || wanted === "") return { ok: false, part, names, missing: step };
    part = found.one;
    names.push(part.name);
  }
  return { ok: true, part, names };
}
