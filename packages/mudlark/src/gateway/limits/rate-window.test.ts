import { describe, expect, it } from "vitest";
import { RateWindow } from "./rate-window.ts";

function takeMany(window: RateWindow, now: number, count: number, limit: number): string[] {
  return Array.from({ length: count }, () => window.take(now, limit));
}

describe("RateWindow", () => {
  it("takes as many as the limit, warns once, and drops the rest of the window", () => {
    const verdicts = takeMany(new RateWindow(), 0, 5, 2);
    expect(verdicts).toEqual(["take", "take", "warn", "drop", "drop"]);
  });

  it("begins a new window when more than a second has passed", () => {
    const window = new RateWindow();
    takeMany(window, 0, 3, 2);
    expect(window.take(1000, 2)).toBe("drop");
    expect(window.take(1001, 2)).toBe("take");
  });

  it("calls it a flood when ten windows in a row are over the limit", () => {
    const window = new RateWindow();
    const firsts = Array.from({ length: 10 }, (_, index) => takeMany(window, index * 1001, 3, 2)[2]);
    expect(firsts).toEqual([...Array<string>(9).fill("warn"), "flood"]);
  });

  it("forgets earlier excesses after a calm window or a pause", () => {
    for (const calm of [1, 0]) {
      const window = new RateWindow();
      for (let index = 0; index < 9; index++) takeMany(window, index * 1001, 3, 2);
      takeMany(window, 9 * 1001, calm, 2);
      expect(takeMany(window, 11 * 1001 + 1, 3, 2)[2]).toBe("warn");
    }
  });

  it("knows no limit of 0 or less", () => {
    expect(takeMany(new RateWindow(), 0, 1000, 0)).not.toContain("warn");
    expect(takeMany(new RateWindow(), 0, 1000, -1)).not.toContain("warn");
  });
});
