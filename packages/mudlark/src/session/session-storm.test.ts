import { describe, expect, it } from "vitest";
import type { SessionMode } from "./session-mode.ts";
import { memoryDisk, sqliteDisk } from "../store/disks.suite.ts";
import { describeStorms, faultsOf, type Gust } from "./session-storm.suite.ts";

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

describeStorms("memory", memoryDisk, [0, 1, 2, 3], 25);
describeStorms("SQLite", sqliteDisk, [3], 2);

describe("a storm of logins, commands, losses, reloads and crashes", () => {
  it.each(cases)("in mode $mode that once left something behind does so no more", async ({ mode, storm }) => {
    expect(await faultsOf(mode, storm)).toEqual([]);
  });
});
