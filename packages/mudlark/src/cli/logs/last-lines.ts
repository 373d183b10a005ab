import { closeSync, fstatSync, openSync, readSync } from "node:fs";

const blockBytes = 64 * 1024;

/**
 * The last lines of a file that pass, in order, read from its end: a log may be large.
 *
 * @returns the lines, and where the last whole one ends
 */
export function lastLines(
  file: string,
  count: number,
  passes: (line: string) => boolean,
): { readonly lines: readonly string[]; readonly end: number } {
  const handle = openSync(file, "r");
  try {
    const { size } = fstatSync(handle);
    const found: string[] = [];
    let end = 0;
    let rest = Buffer.alloc(0);
    for (let start = size; start > 0 && found.length < count;) {
      const length = Math.min(blockBytes, start);
      start -= length;
      const block = Buffer.alloc(length);
      readSync(handle, block, 0, length, start);
      const data = Buffer.concat([block, rest]);
      const lastBreak = data.lastIndexOf(0x0a);
      if (end === 0 && lastBreak !== -1) end = start + lastBreak + 1;
      // What comes before the first line break may begin in the block before.
      const firstBreak = start === 0 ? -1 : data.indexOf(0x0a);
      rest = data.subarray(0, firstBreak + 1);
      if (lastBreak === firstBreak) {
        // Not one whole line yet, or none at all.
        if (lastBreak === -1) rest = data;
        continue;
      }
      const whole = data.toString("utf8", firstBreak + 1, lastBreak).split("\n");
      for (const line of whole.toReversed()) if (found.length < count && passes(line)) found.push(line);
    }
    return { lines: found.toReversed(), end };
  } finally {
    closeSync(handle);
  }
}
