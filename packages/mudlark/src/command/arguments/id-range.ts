import { words } from "../words.ts";
import { argument, mismatch, parsed, type Argument } from "./part.ts";

/** Ids from the lowest to the highest, both of them included. */
export interface IdRange {
  readonly from: number;
  readonly to: number;
}

/** A range of ids, `#5-#10` or `5-10`, or a single one, `#5`. */
export function dbrefRange<const Name extends string>(name: Name): Argument<Name, IdRange> {
  return argument(name, {
    kind: "dbrefRange",
    takes: "phrase",
    quotes: "remove",
    shape: "#id[-#id]",
    facts: {},
    parse(text) {
      const single = /^#(\d{1,15})$/u.exec(text.trim())?.[1];
      const range = single === undefined ? parseIdRange(text) : { from: Number(single), to: Number(single) };
      return range === null ? mismatch(words.notIdRange(text)) : parsed(range);
    },
    complete: () => [],
  });
}

/** Reads `#5-#10`, `5-10`, or the same from the higher to the lower; null when the text is no such thing. */
export function parseIdRange(text: string): IdRange | null {
  const [, first, last] = /^#?(\d{1,15})\s*-\s*#?(\d{1,15})$/u.exec(text.trim()) ?? [];
  if (first === undefined || last === undefined) return null;
  const bounds = [Number(first), Number(last)];
  return { from: Math.min(...bounds), to: Math.max(...bounds) };
}
