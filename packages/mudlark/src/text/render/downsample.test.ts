import { describe, expect, it } from "vitest";
import { parseMarkup } from "../markup/parse-markup.ts";
import { toBasic, toIndexed } from "./downsample.ts";
import { plainSgr, sgrChange, sgrStateOf } from "./sgr.ts";

function colourOf(code: string, where: "foreground" | "background" = "foreground") {
  const colour = parseMarkup(`${code}x`)[0]?.style[where];
  if (!colour) throw new Error(`${code} is no colour`);
  return colour;
}

describe("24 bits to 256 (protocols.md §10.2)", () => {
  it.each([
    ["ff0000", 196],
    ["808080", 244],
    ["c0c0c0", 250],
    ["ffa500", 214],
    ["5f87af", 67],
    ["123456", 23],
    ["000000", 16],
    ["ffffff", 231],
  ])("#%s is %i", (hex, index) => {
    expect(toIndexed(colourOf(`|#${hex}`))).toBe(index);
  });

  it("finds every colour of the cube, and every grey that is not nearer to one", () => {
    const levels = [0, 95, 135, 175, 215, 255];
    for (let index = 16; index < 232; index++) {
      const cube = index - 16;
      const level = (divisor: number): number => levels[Math.floor(cube / divisor) % 6] ?? 0;
      expect(toIndexed({ kind: "rgb", red: level(36), green: level(6), blue: level(1) })).toBe(index);
    }
    for (let ramp = 0; ramp < 24; ramp++) {
      const shade = 8 + 10 * ramp;
      expect(toIndexed({ kind: "rgb", red: shade, green: shade, blue: shade })).toBe(232 + ramp);
    }
  });

  it.each([
    ["|[r", 196],
    ["|[g", 46],
    ["|[y", 226],
    ["|[b", 21],
    ["|[m", 201],
    ["|[c", 51],
    ["|[w", 231],
    ["|[x", 102],
  ])("the bright background %s is %i", (code, index) => {
    expect(toIndexed(colourOf(code, "background"))).toBe(index);
  });
});

describe("256 to 16 (protocols.md §10.2)", () => {
  const off = { ...plainSgr, bright: true };
  const sgr = (code: string): string =>
    sgrChange(off, { ...sgrStateOf(parseMarkup(`${code}x`)[0]!.style, "16"), underline: true });

  it.each([
    ["|500", "1;31"],
    ["|200", "22;31"],
    ["|520", "1;31"],
    ["|530", "1;33"],
    ["|110", "22;33"],
    ["|425", "1;35"],
    ["|123", "1;36"],
    ["|=m", "1;30"],
    ["|=s", "22;37"],
    ["|000", "22;30"],
    ["|=a", "22;30"],
    ["|=z", "1;37"],
    ["|111", "1;30"],
    ["|112", "1;30"],
    ["|333", "22;37"],
    ["|544", "22;37"],
    ["|555", "1;37"],
    ["|#ffa500", "1;33"],
  ])("%s is %s", (code, expected) => {
    const { index, bright } = toBasic(colourOf(code));
    expect(`${bright ? "1" : "22"};3${index}`).toBe(expected);
    // The same on the wire, from a bright start.
    expect(sgr(code)).toBe(`\u001B[${bright ? "" : "22;"}4;3${index}m`);
  });

  it("leaves no hue in a grey, and no grey in a hue", () => {
    for (let index = 232; index < 256; index++)
      expect([0, 7]).toContain(toBasic({ kind: "indexed", index }).index);
    for (const code of ["|500", "|050", "|005", "|550", "|055", "|505", "|100", "|010", "|001"]) {
      expect([1, 2, 3, 4, 5, 6]).toContain(toBasic(colourOf(code)).index);
    }
  });
});
