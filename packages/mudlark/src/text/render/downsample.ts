import { brightBackgroundIndex } from "../markup/codes.ts";
import type { Colour } from "../markup/style.ts";

/** What a terminal with sixteen colours shows: one of eight, bright or not. */
export interface BasicColour {
  readonly index: number;
  readonly bright: boolean;
}

const cubeLevels = [0, 95, 135, 175, 215, 255] as const;

/** The nearest of the 256 colours, by hue and grey (`protocols.md` §10.2). */
export function toIndexed(colour: Colour): number {
  switch (colour.kind) {
    case "indexed":
      return colour.index;
    case "basic":
      return colour.bright ? brightBackgroundIndex(colour.index) : colour.index;
    case "rgb":
      return nearestIndex(colour.red, colour.green, colour.blue);
  }
}

/** The nearest of the sixteen colours that keeps the hue. */
export function toBasic(colour: Colour): BasicColour {
  if (colour.kind === "basic") return { index: colour.index, bright: colour.bright };
  const [red, green, blue] = levelsOf(toIndexed(colour));
  const most = Math.max(red, green, blue);
  const least = Math.min(red, green, blue);
  if (most === least || (most - least <= 1 && least >= 1)) return grey((red + green + blue) / 3);
  const bit = (level: number, value: number): number => (2 * level >= most && level > 0 ? value : 0);
  return { index: bit(red, 1) + bit(green, 2) + bit(blue, 4), bright: most >= 3 };
}

function grey(mean: number): BasicColour {
  const level = Math.round(mean);
  if (level === 0) return { index: 0, bright: false };
  if (level <= 2) return { index: 0, bright: true };
  return { index: 7, bright: level === 5 };
}

/** Levels from 0 to 5 of each channel. */
function levelsOf(index: number): readonly [number, number, number] {
  if (index >= 232) {
    const level = Math.round((8 + 10 * (index - 232)) / 51);
    return [level, level, level];
  }
  const cube = Math.max(0, index - 16);
  return [Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6];
}

function nearestIndex(red: number, green: number, blue: number): number {
  const level = (value: number): number => (value < 48 ? 0 : value < 115 ? 1 : Math.floor((value - 35) / 40));
  const [r, g, b] = [level(red), level(green), level(blue)];
  const ramp = Math.min(23, Math.max(0, Math.round(((red + green + blue) / 3 - 8) / 10)));
  const shade = 8 + 10 * ramp;
  const distance = (x: number, y: number, z: number): number =>
    (x - red) ** 2 + (y - green) ** 2 + (z - blue) ** 2;
  const cube = distance(cubeLevels[r] ?? 0, cubeLevels[g] ?? 0, cubeLevels[b] ?? 0);
  return distance(shade, shade, shade) < cube ? 232 + ramp : 16 + 36 * r + 6 * g + b;
}
