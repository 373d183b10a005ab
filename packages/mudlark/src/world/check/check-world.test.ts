import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MemoryDisk, MemoryStore } from "../../store/memory-store.ts";
import type { EntityRow } from "../../store/rows.ts";
import type { Snapshot } from "../../store/snapshot.ts";
import { batchOf, entityRow } from "../../store/store.suite.ts";
import { checkWorld } from "./check-world.ts";
import type { Finding } from "./finding.ts";
import { locationCycles } from "./location-cycles.ts";
import { repairWorld } from "./repair-world.ts";

const limbo = entityRow(2, { content: "room", key: "Limbo" });

describe("the check of a world", () => {
  test("finds nothing in a sound one", async () => {
    const world = [
      limbo,
      entityRow(3, { location: 2, home: 2, tags: '[["a","b"]]', body: "{}" }),
      entityRow(4, { content: "exit", location: 2, destination: 2 }),
      entityRow(1, { kind: "account", key: "Ann" }),
    ];
    expect(await check(world)).toEqual([]);
  });

  test.each<[string, EntityRow[], Partial<Finding>, Partial<EntityRow> | null]>([
    ["a lost thing", [entityRow(3, { location: 9 })], { rule: "reference" }, { location: 2 }],
    ["a thing without a home", [entityRow(3, { home: 9 })], { rule: "reference" }, { home: 2 }],
    [
      "an exit to nowhere",
      [entityRow(3, { content: "exit", location: 2, destination: 9 })],
      { rule: "reference" },
      { destination: null },
    ],
    [
      "an exit without a destination",
      [entityRow(3, { content: "exit", location: 2 })],
      { rule: "exit" },
      null,
    ],
    ["a thing in itself", [entityRow(3, { location: 3 })], { rule: "cycle" }, { location: null }],
    ["a class that is gone", [entityRow(3, { classId: "lost" })], { rule: "class" }, null],
    ["a text that is no JSON", [entityRow(3, { body: "{" })], { rule: "unreadable" }, null],
  ])("finds %s", async (_name, rows, finding, change) => {
    const world = [limbo, ...rows];
    const findings = await check(world);
    expect(findings).toMatchObject([{ ...finding, about: "object #3 (thing 3)" }]);
    const repair =
      change === null ? null : expect.objectContaining({ change: { row: { ...rows[0], ...change } } });
    expect(findings[0]?.repair).toEqual(repair);
  });

  test("finds accounts that share a name, whatever its letters' case", async () => {
    const account = (id: number, key: string): EntityRow => entityRow(id, { kind: "account", key });
    const findings = await check([limbo, account(1, "Ann"), account(2, "ANN"), account(3, "Bea")]);
    expect(findings).toMatchObject([{ rule: "duplicate", about: "account #2 (ANN)", repair: null }]);
  });

  test("finds ids that would be given twice", async () => {
    const findings = await check([limbo, entityRow(8)], new Map([["object", 5]]));
    expect(findings).toMatchObject([{ rule: "highest id" }]);
  });

  test("and its repair leave nothing that could be repaired, and do no harm to the rest", async () => {
    const place = fc.option(fc.integer({ min: 1, max: 12 }));
    const anyRow = fc.record({
      id: fc.integer({ min: 1, max: 9 }),
      location: place,
      home: place,
      destination: place,
    });
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(anyRow, { selector: ({ id }) => id }), async (rows) => {
        const before = rows.map(({ id, ...places }) => entityRow(id, places));
        const disk = new MemoryDisk();
        const store = new MemoryStore(disk);
        await store.open();
        await store.write(batchOf(1, { put: before }));
        const findings = await check(before, new Map());
        await repairWorld(findings, store, 1);
        const after = [...disk.rows.values()].toSorted((a, b) => a.id - b.id);
        expect(await check(after, disk.highestIds)).toEqual([]);
        const broken = new Set(findings.map(({ about }) => about));
        const sound = before.filter(({ id }) => !broken.has(`object #${id} (thing ${id})`));
        expect(after).toEqual(expect.arrayContaining(sound));
        expect(after.length).toBe(before.length);
      }),
    );
  });
});

test("a circle is told by its lowest member; what only hangs in it is in none", () => {
  const locations = new Map([
    [1, 5],
    [5, 3],
    [3, 7],
    [7, 5],
    [8, 8],
    [9, null],
    [10, 9],
  ]);
  expect(locationCycles(locations)).toEqual(new Set([3, 8]));
});

function check(
  rows: readonly EntityRow[],
  highestIds: ReadonlyMap<string, number> = new Map([
    ["object", 100],
    ["account", 100],
  ]),
): Promise<readonly Finding[]> {
  const open = async (): Promise<Snapshot> => ({
    world: { settings: new Map(), highestIds },
    async *entities() {
      yield rows;
    },
    close: async () => {},
  });
  return checkWorld({ open, defaultHome: 2, isClass: (classId) => classId !== "lost" });
}
