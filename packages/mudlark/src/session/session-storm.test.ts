import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SessionMode } from "./session-mode.ts";
import { storms, StormyGame, type Gust } from "./session-storm.suite.ts";

/** What once went wrong stays here. */
const cases: readonly { readonly mode: SessionMode; readonly storm: readonly Gust[] }[] = [
  // The world died before the end of a session was saved, and the gateway took it for told.
  {
    mode: 1,
    storm: [
      { what: "drop", window: 3, how: "quit" },
      { what: "crash", drops: [], line: "ooc" },
    ],
  },
  {
    mode: 3,
    storm: [
      { what: "drop", window: 2, how: "lost" },
      { what: "crash", drops: [1], line: "ponder" },
    ],
  },
];

/** All faults of a storm, with the gust that they came with. */
async function faultsOf(mode: SessionMode, storm: readonly Gust[]): Promise<readonly string[]> {
  const game = await StormyGame.begin(mode);
  try {
    for (const gust of storm) {
      await game.blow(gust);
      const faults = gust.what === "rest" ? await game.faults() : [];
      if (faults.length > 0) return faults;
    }
    return [...(await game.faults()), ...(await game.calm())];
  } finally {
    await game.end();
  }
}

describe("a storm of logins, commands, losses, reloads and crashes", () => {
  it.each([0, 1, 2, 3] as const)(
    "begun in mode %i leaves sessions whole, and no ghost",
    async (mode) => {
      await fc.assert(
        fc.asyncProperty(storms, async (storm) => {
          expect(await faultsOf(mode, storm)).toEqual([]);
        }),
        { numRuns: 25, seed: 20 + mode },
      );
    },
    30_000,
  );

  it.each(cases)("in mode $mode that once left something behind does so no more", async ({ mode, storm }) => {
    expect(await faultsOf(mode, storm)).toEqual([]);
  });
});
