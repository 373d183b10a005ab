import type { Colour } from "./colour.ts";
import { plainStyle, type Style } from "./style.ts";

/** What a code of the markup stands for: a change of style, or some text. */
export type Code =
  | { readonly kind: "style"; readonly change: Partial<Style>; readonly length: number }
  | { readonly kind: "text"; readonly text: string; readonly length: number };

/** The eight colours by their letters, in the order of their numbers. */
export const colourLetters = "xrgybmcw";

/** Codes of one sign behind the bar. */
const shortCodes: ReadonlyMap<string, Code> = new Map<string, Code>([
  ["n", change(plainStyle, 2)],
  ["h", change({ bright: true }, 2)],
  ["H", change({ bright: false }, 2)],
  ["u", change({ underline: true }, 2)],
  ["U", change({ underline: false }, 2)],
  ["i", change({ italic: true }, 2)],
  ["I", change({ italic: false }, 2)],
  ["s", change({ strike: true }, 2)],
  ["S", change({ strike: false }, 2)],
  ["*", change({ inverse: true }, 2)],
  ["^", change({ blink: true }, 2)],
  ["/", insert("\n")],
  ["-", insert("\t")],
  ["_", insert(" ")],
  [">", insert("    ")],
  ["|", insert("|")],
  ...lettered((colour) => change({ foreground: colour, bright: true }, 2)),
  ...lettered((colour) => change({ foreground: colour, bright: false }, 2), { capital: true }),
]);

/** `|!R`: the colour alone; brightness stays as it is. */
const inheritingCodes = new Map(lettered((colour) => change({ foreground: colour }, 3), { capital: true }));

/** `|[R` and `|[r`. */
const backgroundCodes: ReadonlyMap<string, Code> = new Map([
  ...lettered((colour) => change({ background: { ...colour, bright: true } }, 3)),
  ...lettered((colour) => change({ background: colour }, 3), { capital: true }),
]);

/**
 * The code that begins at a bar, the longest that fits (`protocols.md` §10.1); null when the bar is only a bar.
 * Links are not codes: they have three parts.
 */
export function codeAt(source: string, bar: number): Code | null {
  const next = source[bar + 1];
  if (next === undefined) return null;
  if (next === "!") return inheritingCodes.get(source[bar + 2] ?? "") ?? null;
  if (next === "[") {
    const known = backgroundCodes.get(source[bar + 2] ?? "");
    if (known !== undefined) return known;
    const exact = exactColour(source, bar + 2);
    return exact && change({ background: exact.colour }, exact.length + 2);
  }
  const known = shortCodes.get(next);
  if (known !== undefined) return known;
  const exact = exactColour(source, bar + 1);
  return exact && change({ foreground: exact.colour }, exact.length + 1);
}

/** `RGB` with digits from 0 to 5, `=a` to `=z`, `#rrggbb`, `#rgb`. */
function exactColour(source: string, at: number): { colour: Colour; length: number } | null {
  if (source[at] === "=") {
    const index = greyIndex(source[at + 1] ?? "");
    return index === null ? null : { colour: { kind: "indexed", index }, length: 2 };
  }
  if (source[at] === "#") {
    const hex = /^(?:[0-9a-f]{6}|[0-9a-f]{3})/i.exec(source.slice(at + 1, at + 7))?.[0];
    return hex === undefined ? null : { colour: hexColour(hex), length: hex.length + 1 };
  }
  const cube = /^[0-5]{3}/.exec(source.slice(at, at + 3))?.[0];
  return cube === undefined ? null : { colour: { kind: "indexed", index: cubeIndex(cube) }, length: 3 };
}

/** The number of a colour of the 6×6×6 cube. */
function cubeIndex(digits: string): number {
  return 16 + Number.parseInt(digits, 6);
}

/** `a` is black, `b` to `y` the ramp of greys, `z` white. */
function greyIndex(letter: string): number | null {
  if (letter === "a") return 16;
  if (letter === "z") return 231;
  return letter > "a" && letter < "z" ? 232 + letter.charCodeAt(0) - "b".charCodeAt(0) : null;
}

function hexColour(hex: string): Colour {
  const full = hex.length === 3 ? hex.replaceAll(/./g, "$&$&") : hex;
  const value = Number.parseInt(full, 16);
  return { kind: "rgb", red: value >> 16, green: (value >> 8) & 255, blue: value & 255 };
}

function lettered(
  code: (colour: Extract<Colour, { kind: "basic" }>) => Code,
  { capital = false } = {},
): (readonly [string, Code])[] {
  return Array.from(colourLetters, (letter, index) => [
    capital ? letter.toUpperCase() : letter,
    code({ kind: "basic", index, bright: false }),
  ]);
}

function change(style: Partial<Style>, length: number): Code {
  return { kind: "style", change: style, length };
}

function insert(text: string): Code {
  return { kind: "text", text, length: 2 };
}
