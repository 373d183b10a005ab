import { describe, expect, test } from "vitest";
import { MemoryDisk, MemoryStore } from "../../store/memory-store.ts";
import { entityRow } from "../../store/store.suite.ts";
import { Candle, Tally } from "../../testing/timed-things.ts";
import { timedWorld, type TimedWorld } from "../../testing/timed-world.ts";
import { attr } from "../../model/attributes/declared/attr.ts";
import { recordKey } from "../../model/entity/entity-record.ts";
import { WorldObject } from "../../model/object/world-object.ts";
import { checkIndexes } from "./check-indexes.ts";
import { checkReads } from "./check-reads.ts";
import { checkStored } from "./check-stored.ts";
import { inOrder } from "./stored-world.suite.ts";

class Box extends WorldObject.with({ size: attr.int({ default: 1, index: true }) }) {
  static readonly classId: string = "test/Box";
}

/** What is done to it by looking at it, a game developer did not mean. */
class Diary extends WorldObject {
  static readonly classId: string = "test/Diary";

  override getDisplayDesc(): string {
    this.db.reads = Number(this.db.reads ?? 0) + 1;
    return "A diary.";
  }
}

interface Scene extends TimedWorld {
  readonly store: MemoryStore;
  readonly room: Box;
  readonly box: Box;
  readonly check: () => Promise<readonly string[]>;
}

async function scene(): Promise<Scene> {
  const disk = new MemoryDisk();
  const store = new MemoryStore(disk);
  const world = await timedWorld({ disk, store, classes: [Box, Diary, Candle, Tally] });
  const { kernel, turn } = world;
  const [room, box] = await turn(() => {
    const made = kernel.create(Box, { key: "hall", noHome: true });
    const inside = kernel.create(Box, { key: "box", location: made, home: made, destination: made });
    inside.tags.add("red", { category: "colour" });
    inside.aliases.add("crate");
    inside.size = 7;
    return [made, inside] as const;
  });
  kernel.index(Box, "size").equalTo(7);
  kernel.prepareIndexes();
  const check = async (): Promise<readonly string[]> => {
    const findings = [
      ...checkReads(kernel),
      ...(await checkIndexes(kernel, async () => {})),
      ...(await inOrder(checkStored(kernel, store, async () => {}))),
    ];
    return findings.map(({ rule, about }) => `${rule}: ${about}`);
  };
  return { ...world, store, room, box, check };
}

describe("the check of a running world", () => {
  test("finds nothing in a sound one, also while it changes", async () => {
    const { check, turn, box, kernel } = await scene();
    const checking = check();
    await turn(() => {
      box.key = "chest";
      kernel.create(Box, { key: "lid", noHome: true });
      kernel.settings.set("weather", "rain");
    });
    expect(await checking).toEqual([]);
    expect(await check()).toEqual([]);
  });

  test.each<[string, (scene: Scene) => void, readonly string[]]>([
    [
      "a row that the store lost (I5)",
      ({ disk }) => disk.rows.delete("2 object"),
      ["stored: object #2 (box)"],
    ],
    [
      "a row that only the store has (I5)",
      ({ disk }) => disk.rows.set("9 object", entityRow(9)),
      ["stored: object #9 (thing 9)"],
    ],
    ["fields that differ (I5)", ({ box }) => (box[recordKey].content = "room"), ["stored: object #2 (box)"]],
    [
      "attributes that differ (I5)",
      ({ disk }) => {
        const row = disk.rows.get("2 object");
        if (row !== undefined) disk.rows.set("2 object", { ...row, body: '{"a":[["size",8]]}' });
      },
      ["stored: object #2 (box)"],
    ],
    [
      "a setting that only the store has (I5)",
      ({ disk }) => disk.settings.set("x", "1"),
      ["stored: setting x"],
    ],
    ["a store that is behind (I7)", ({ disk }) => (disk.sequence -= 1), ["stored: the count of batches"]],
    [
      "an id that the world does not know of (I10)",
      ({ disk }) => disk.highestIds.set("object", 99),
      ["stored: ids of the kind object"],
    ],
    [
      "a name that is found no more (I6)",
      ({ kernel, box }) => [...kernel.indexed()][0]?.indexes[1]?.removed(box[recordKey]),
      ["index: object #2 (box)"],
    ],
    [
      "tags, values and places that are found no more (I6)",
      ({ kernel, box }) => {
        for (const index of [...kernel.indexed()][0]?.indexes ?? []) index.removed(box[recordKey]);
      },
      ["index: object #2 (box)"],
    ],
    [
      "what is found as what it is not (I6)",
      ({ box }) => {
        box[recordKey].destination = null;
        box[recordKey].tags = null;
      },
      [
        "index: object #2 (box)",
        "index: object #2 (box)",
        "stored: object #2 (box)",
        "stored: object #2 (box)",
      ],
    ],
  ])("finds %s", async (_name, spoil, findings) => {
    const world = await scene();
    spoil(world);
    expect(await world.check()).toEqual(findings);
  });

  test("finds classes that change when they are looked at, and leaves them unchanged (I11)", async () => {
    const { check, turn, kernel } = await scene();
    const diary = await turn(() => kernel.create(Diary, { key: "diary", noHome: true }));
    expect(await check()).toEqual(["reading: objects of the class test/Diary, such as #3 (diary)"]);
    expect(diary.attributes.all()).toEqual([]);
    expect(kernel.committer.pending).toBe(0);
  });

  test("finds timers that nothing wakes, and those of what is gone (I9)", async () => {
    const { time, turn, kernel, game } = await scene();
    const candle = await turn(() => {
      const made = kernel.create(Candle, { key: "candle", noHome: true });
      made.scripts.add(Tally, { key: "tally", interval: 5, startDelay: true });
      game.tickers.subscribe(5, made, "gutter", "tick");
      game.delay(5, made, "gutter", "later");
      return made;
    });
    const faults = (): readonly string[] => [...time.faults()].map(({ about }) => about);
    expect(faults()).toEqual([]);
    const settings = game.settings.keys().filter((key) => /^(ticker|delay)\./.test(key));
    await turn(() => settings.forEach((key) => game.settings.delete(key)));
    expect(faults().toSorted()).toEqual(["delay 2 (#3.gutter)", "ticker 1 (#3.gutter)"]);
    candle[recordKey].isDeleted = true;
    expect(faults()).toHaveLength(4);
    candle[recordKey].isDeleted = false;
    await turn(() => candle.scripts.all()[0]?.saveTimer(null));
    expect(faults().filter((about) => /script/.test(about))).toHaveLength(2);
  });
});
