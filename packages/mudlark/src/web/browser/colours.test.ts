import { describe, expect, it } from "vitest";
import { always, contrast, cssOf, page, readableOn, rgbOf } from "./colours.ts";

describe("colours of the play page", () => {
  it("know the palette of xterm, and true colours", () => {
    expect(rgbOf(9)).toEqual([255, 0, 0]);
    expect(rgbOf(16)).toEqual([0, 0, 0]);
    expect(rgbOf(208)).toEqual([255, 135, 0]);
    expect(rgbOf(255)).toEqual([238, 238, 238]);
    expect(rgbOf("#0a141E")).toEqual([10, 20, 30]);
    for (const wrong of [-1, 256, 1.5, "red", "#12", null, {}]) expect(rgbOf(wrong)).toBeNull();
  });

  it("can all be read, on a light and on a dark page", () => {
    for (let index = 0; index < 256; index++) {
      const pair = readableOn(always(rgbOf(index) ?? [0, 0, 0]), page);
      expect(contrast(pair.light, page.light), String(index)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(pair.dark, page.dark), String(index)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it("are left as they are where they can be read", () => {
    expect(readableOn(always([205, 0, 0]), page).light).toEqual([205, 0, 0]);
    expect(readableOn(always([0, 205, 205]), page).dark).toEqual([0, 205, 205]);
    expect(cssOf(always([1, 2, 3]))).toBe("light-dark(rgb(1 2 3), rgb(1 2 3))");
  });
});
