import { plainStyle, type Colour, type Style } from "./style.ts";

/** What a code of the markup stands for: a change of style, or some text. */
export type Code =
  | { readonly kind: "style"; readonly apply: (style: Style) => Style }
  | { readonly kind: "text"; readonly text: string };

/** A code and how many characters it takes, the leading bar included. */
export interface FoundCode {
  readonly code: Code;
  readonly length: number;
}

const letters = "xrgybmcw";

/** Fixed codes by the letter after the bar. */
const simple: ReadonlyMap<string, Code> = new Map<string, Code>([
  ["n", styled(() => plainStyle)],
  ["h", styled((style) => ({ ...style, bright: true }))],
  ["H", styled((style) => ({ ...style, bright: false }))],
  ["u", styled((style) => ({ ...style, underline: true }))],
  ["U", styled((style) => ({ ...style, underline: false }))],
  ["i", styled((style) => ({ ...style, italic: true }))],
  ["I", styled((style) => ({ ...style, italic: false }))],
  ["s", styled((style) => ({ ...style, strike: true }))],
  ["S", styled((style) => ({ ...style, strike: false }))],
  ["*", styled((style) => ({ ...style, inverse: true }))],
  ["^", styled((style) => ({ ...style, blink: true }))],
  ["/", { kind: "text", text: "\n" }],
  ["-", { kind: "text", text: "\t" }],
  ["_", { kind: "text", text: " " }],
  [">", { kind: "text", text: "    " }],
  ["|", { kind: "text", text: "|" }],
]);

/** Backgrounds of bright letters, which only terminals with 256 colours can show. */
const brightBackgrounds: Readonly<Record<string, string>> = {
  r: "500",
  g: "050",
  y: "550",
  b: "005",
  m: "505",
  c: "055",
  w: "555",
  x: "222",
};

/**
 * The code that begins at a bar, the longest that fits (`protocols.md` §10.1); null when the bar is only a bar.
 * Links are not codes: they have three parts.
 */
export function codeAt(source: string, at: number): FoundCode | null {
  const next = source[at + 1];
  if (next === undefined) return null;
  const fixed = simple.get(next);
  if (fixed !== undefined) return { code: fixed, length: 2 };
  if (next === "!") return inheritedColour(source[at + 2]);
  if (next === "[") return background(source, at + 2);
  return foreground(source, at + 1);
}

function foreground(source: string, at: number): FoundCode | null {
  const letter = source[at] ?? "";
  const index = letters.indexOf(letter.toLowerCase());
  if (index !== -1) {
    const bright = letter === letter.toLowerCase();
    const colour: Colour = { kind: "basic", index, bright: false };
    return found(1, (style) => ({ ...style, foreground: colour, bright }));
  }
  const exact = exactColour(source, at);
  return exact && found(exact.length, (style) => ({ ...style, foreground: exact.colour }));
}

function background(source: string, at: number): FoundCode | null {
  const letter = source[at] ?? "";
  const index = letters.indexOf(letter.toLowerCase());
  if (letter !== "" && index !== -1) {
    const bright = letter === letter.toLowerCase();
    const colour: Colour = { kind: "basic", index, bright };
    return found(2, (style) => ({ ...style, background: colour }));
  }
  const exact = exactColour(source, at);
  return exact && found(exact.length + 1, (style) => ({ ...style, background: exact.colour }));
}

/** `|!R`: the colour alone; brightness stays as it is. */
function inheritedColour(letter: string | undefined): FoundCode | null {
  const index = letter === undefined ? -1 : letters.toUpperCase().indexOf(letter);
  if (index === -1) return null;
  const colour: Colour = { kind: "basic", index, bright: false };
  return found(2, (style) => ({ ...style, foreground: colour }));
}

/** `RGB` with digits from 0 to 5, `=a` to `=z`, `#rrggbb`, `#rgb`. */
function exactColour(source: string, at: number): { colour: Colour; length: number } | null {
  const cube = /^[0-5]{3}/.exec(source.slice(at, at + 3))?.[0];
  if (cube !== undefined) return { colour: { kind: "indexed", index: cubeIndex(cube) }, length: 3 };
  if (source[at] === "=") {
    const index = greyIndex(source[at + 1]);
    return index === null ? null : { colour: { kind: "indexed", index }, length: 2 };
  }
  if (source[at] !== "#") return null;
  const hex = /^(?:[0-9a-f]{6}|[0-9a-f]{3})/i.exec(source.slice(at + 1, at + 7))?.[0];
  return hex === undefined ? null : { colour: hexColour(hex), length: hex.length + 1 };
}

function cubeIndex(digits: string): number {
  const [red = 0, green = 0, blue = 0] = [...digits].map(Number);
  return 16 + 36 * red + 6 * green + blue;
}

/** `a` is black, `b` to `y` the ramp of greys, `z` white. */
function greyIndex(letter: string | undefined): number | null {
  if (letter === undefined || !/[a-z]/.test(letter)) return null;
  if (letter === "a") return 16;
  if (letter === "z") return 231;
  return 232 + letter.charCodeAt(0) - "b".charCodeAt(0);
}

function hexColour(hex: string): Colour {
  const full = hex.length === 3 ? [...hex].map((digit) => digit + digit).join("") : hex;
  const part = (at: number): number => Number.parseInt(full.slice(at, at + 2), 16);
  return { kind: "rgb", red: part(0), green: part(2), blue: part(4) };
}

/** What a bright background letter is on a terminal with 256 colours. */
export function brightBackgroundIndex(index: number): number {
  return cubeIndex(brightBackgrounds[letters[index] ?? "x"] ?? "222");
}

function found(length: number, apply: (style: Style) => Style): FoundCode {
  return { code: styled(apply), length: length + 1 };
}

function styled(apply: (style: Style) => Style): Code {
  return { kind: "style", apply };
}
