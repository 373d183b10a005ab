/** Red, green and blue, each from 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** One colour for a light page and one for a dark page. */
export interface ColourPair {
  readonly light: Rgb;
  readonly dark: Rgb;
}

/** As `--page` and `--text` in `site.css`. */
export const page: ColourPair = { light: [255, 255, 255], dark: [21, 23, 28] };
export const text: ColourPair = { light: [27, 30, 36], dark: [227, 230, 234] };

/** WCAG 2.2 AA, 1.4.3. */
const enoughContrast = 4.5;
const black: Rgb = [0, 0, 0];
const white: Rgb = [255, 255, 255];

/** The sixteen that terminals have names for, as xterm shows them. */
const named: readonly Rgb[] = [
  black,
  [205, 0, 0],
  [0, 205, 0],
  [205, 205, 0],
  [0, 0, 238],
  [205, 0, 205],
  [0, 205, 205],
  [229, 229, 229],
  [127, 127, 127],
  [255, 0, 0],
  [0, 255, 0],
  [255, 255, 0],
  [92, 92, 255],
  [255, 0, 255],
  [0, 255, 255],
  white,
];
const cubeSteps = [0, 95, 135, 175, 215, 255] as const;

/** A colour of the native protocol: an xterm index or `#rrggbb`; null for anything else. */
export function rgbOf(colour: unknown): Rgb | null {
  if (typeof colour === "string" && /^#[0-9a-f]{6}$/i.test(colour)) {
    const part = (start: number): number => Number.parseInt(colour.slice(start, start + 2), 16);
    return [part(1), part(3), part(5)];
  }
  if (typeof colour !== "number" || !Number.isInteger(colour) || colour < 0 || colour > 255) return null;
  if (colour < 16) return named[colour] ?? null;
  if (colour >= 232) {
    const grey = 8 + 10 * (colour - 232);
    return [grey, grey, grey];
  }
  const index = colour - 16;
  const step = (digit: number): number => cubeSteps[digit % 6] ?? 0;
  return [step(Math.floor(index / 36)), step(Math.floor(index / 6)), step(index)];
}

/** The same on a light and on a dark page. */
export function always(rgb: Rgb): ColourPair {
  return { light: rgb, dark: rgb };
}

/** The first colour, as near to what was asked for as can be read on the second. */
export function readableOn(colour: ColourPair, background: ColourPair): ColourPair {
  return {
    light: readable(colour.light, background.light),
    dark: readable(colour.dark, background.dark),
  };
}

/** For a style sheet. */
export function cssOf({ light, dark }: ColourPair): string {
  return `light-dark(rgb(${light.join(" ")}), rgb(${dark.join(" ")}))`;
}

export function contrast(one: Rgb, other: Rgb): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

function readable(colour: Rgb, background: Rgb): Rgb {
  const pole = contrast(black, background) > contrast(white, background) ? black : white;
  for (let share = 0; share < 1; share += 0.05) {
    const mixed = mix(colour, pole, share);
    if (contrast(mixed, background) >= enoughContrast) return mixed;
  }
  return pole;
}

function mix(one: Rgb, other: Rgb, share: number): Rgb {
  const part = (index: 0 | 1 | 2): number => Math.round(one[index] * (1 - share) + other[index] * share);
  return [part(0), part(1), part(2)];
}

/** Relative luminance, as WCAG 2.2 defines it. */
function luminance(rgb: Rgb): number {
  const [red = 0, green = 0, blue = 0] = rgb.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
