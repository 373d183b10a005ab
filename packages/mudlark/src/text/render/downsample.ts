import type { Colour } from "../markup/colour.ts";

/** What a terminal with sixteen colours shows: one of eight, bright or not. */
export interface BasicColour {
  /** From 0 black to 7 white; bits for red 1, green 2 and blue 4. */
  readonly index: number;
  readonly bright: boolean;
}

/** Brightness of a channel at each level of the 6×6×6 cube. */
const cubeLevels = [0, 95, 135, 175, 215, 255] as const;

/** The nearest of the 256 colours (`protocols.md` §10.2). */
export function toIndexed(colour: Colour): number {
  switch (colour.kind) {
    case "indexed":
      return colour.index;
    case "basic":
      return colour.bright ? brightInCube(colour.index) : colour.index;
    case "rgb":
      return nearestIndex(colour.red, colour.green, colour.blue);
  }
}

/** The one of the sixteen colours that keeps the hue (`protocols.md` §10.2). */
export function toBasic(colour: Colour): BasicColour {
  if (colour.kind === "basic") return { index: colour.index, bright: colour.bright };
  const [red, green, blue] = levelsOf(toIndexed(colour));
  const most = Math.max(red, green, blue);
  const least = Math.min(red, green, blue);
  if (most === least || (most - least === 1 && least >= 1)) return grey(Math.round((red + green + blue) / 3));
  const bit = (level: number, value: number): number => (2 * level >= most ? value : 0);
  return { index: bit(red, 1) + bit(green, 2) + bit(blue, 4), bright: most >= 3 };
}

function grey(level: number): BasicColour {
  if (level === 0) return { index: 0, bright: false };
  if (level <= 2) return { index: 0, bright: true };
  return { index: 7, bright: level === 5 };
}

/** The levels of an indexed colour, from 0 to 5 for each channel. */
function levelsOf(index: number): readonly [red: number, green: number, blue: number] {
  if (index >= 232) {
    const level = Math.round((8 + 10 * (index - 232)) / 51);
    return [level, level, level];
  }
  const cube = index - 16;
  return [Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6];
}

function nearestIndex(red: number, green: number, blue: number): number {
  const [r, g, b] = [cubeLevel(red), cubeLevel(green), cubeLevel(blue)];
  const ramp = Math.min(23, Math.max(0, Math.round(((red + green + blue) / 3 - 8) / 10)));
  const shade = 8 + 10 * ramp;
  const distance = (x: number, y: number, z: number): number =>
    (x - red) ** 2 + (y - green) ** 2 + (z - blue) ** 2;
  const inCube = distance(cubeLevels[r] ?? 0, cubeLevels[g] ?? 0, cubeLevels[b] ?? 0);
  return distance(shade, shade, shade) < inCube ? 232 + ramp : 16 + 36 * r + 6 * g + b;
}

function cubeLevel(value: number): number {
  if (value < 48) return 0;
  return value < 115 ? 1 : Math.floor((value - 35) / 40);
}

/** Bright backgrounds are corners of the cube; bright black is a dark grey, 222. */
function brightInCube(index: number): number {
  if (index === 0) return 102;
  return 16 + (index & 1 ? 180 : 0) + (index & 2 ? 30 : 0) + (index & 4 ? 5 : 0);
}
