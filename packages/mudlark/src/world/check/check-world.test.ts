import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PagedNumbers } from "../../base/paged-numbers.ts";
import { MemoryDisk, MemoryStore } from "../../store/memory-store.ts";
import type { EntityRow } from "../../store/rows.ts";
import type { StoreSnapshot } from "../../store/snapshot.ts";
import { batchOf, entityRow } from "../../store/store.suite.ts";
import { numberOfRuns } from "../../testing/number-of-runs.suite.ts";
import { timedWorld } from "../../testing/timed-world.ts";
import { checkWorld } from "./check-world.ts";
import type { Finding } from "./finding.ts";
import { locationCycles, nowhere } from "./location-cycles.ts";
import { repairWorld } from "./repair-world.ts";
import { inOrder } from "./stored-world.suite.ts";

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

  test("names what only a person can decide", async () => {
    const [exit, lost] = [
      entityRow(3, { content: "exit", location: 2 }),
      entityRow(4, { classId: "lost", location: 2 }),
    ];
    expect(await check([limbo, exit, lost])).toMatchObject([
      { rule: "exit", about: "object #3 (thing 3)", repair: null },
      { rule: "class", about: "object #4 (thing 4)", repair: null },
    ]);
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

describe("a world full of damage", () => {
  const { numRuns, timeout } = numberOfRuns(150);
  const name = fc.constantFrom("hp", "HP", " hp", "gold", "");
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.record({
      $: fc.constantFrom("ref", "bigint", "map", "set", "bytes", "odd"),
      is: fc.jsonValue({ maxDepth: 1 }),
    }),
  );
  const attribute = fc.oneof(
    fc.tuple(name, value),
    fc.tuple(name, value, fc.option(name), fc.constantFrom({}, { s: "nick" }, { t: 5 })),
    fc.jsonValue({ maxDepth: 1 }),
  );
  const text = (json: fc.Arbitrary<unknown>): fc.Arbitrary<string | null> =>
    fc.oneof(
      json.map((each) => JSON.stringify(each)),
      fc.constantFrom(null, "", "{", "[1,", '"'),
    );
  const tag = fc.oneof(name, fc.tuple(name, fc.option(name), fc.option(name)), fc.jsonValue({ maxDepth: 1 }));
  const row = fc.record({
    id: fc.integer({ min: 1, max: 9 }),
    location: fc.option(fc.integer({ min: 1, max: 12 })),
    tags: text(fc.array(tag, { maxLength: 4 })),
    aliases: text(fc.array(tag, { maxLength: 3 })),
    body: text(fc.record({ f: fc.dictionary(name, value), a: fc.array(attribute, { maxLength: 4 }) })),
  });
  const timer = fc.tuple(
    fc.constantFrom(
      "ticker.1",
      "ticker.2",
      "delay.3",
      "delay.x",
      "schedule.4",
      "monitor.5",
      "time.lastId",
      "odd",
    ),
    text(
      fc.record({
        interval: value,
        due: value,
        time: value,
        name: value,
        callback: value,
        of: value,
        call: fc.record({ of: value, name: value }),
      }),
    ),
  );

  test(
    "is sound after the repair, whatever it was, and a game can begin with it",
    async () => {
      const rows = fc.uniqueArray(row, { selector: ({ id }) => id });
      await fc.assert(
        fc.asyncProperty(rows, fc.array(timer, { maxLength: 4 }), async (planted, timers) => {
          const disk = new MemoryDisk();
          const store = new MemoryStore(disk);
          await store.open();
          const settings = new Map(timers.map(([key, given]) => [key, given ?? "null"]));
          await store.write(
            batchOf(1, {
              put: planted.map(({ id, ...fields }) => entityRow(id, fields)),
              settings: Array.from(settings, ([key, given]) => ({ key, value: given })),
            }),
          );
          const findings = async (): Promise<readonly Finding[]> => {
            const snapshot = await store.snapshot();
            return inOrder(checkWorld({ snapshot, defaultHome: 2, classOf: () => undefined }));
          };
          await repairWorld(await findings(), store, 1);
          expect(await findings()).toEqual([]);
          await store.close();
          const { kernel, time } = await timedWorld({ disk });
          for (const object of kernel.objects) {
            expect(object.attributes.all().map((one) => one.value)).toHaveLength(
              object.attributes.all().length,
            );
            expect(object.tags.all().length + object.aliases.all().length).toBeGreaterThanOrEqual(0);
          }
          expect([...kernel.objects]).toHaveLength(planted.length);
          expect([...time.faults()]).toEqual([]);
        }),
        { numRuns },
      );
    },
    timeout,
  );
});

test("a circle is told by its lowest member; what only hangs in it is in none", () => {
  const locations = new PagedNumbers();
  const places = [
    [1, 5],
    [5, 3],
    [3, 7],
    [7, 5],
    [8, 8],
    [9, nowhere],
    [10, 9],
    [11, 99],
    [4000, 1],
  ] as const;
  for (const [id, place] of places) locations.set(id, place);
  expect(locationCycles(locations)).toEqual(new Set([3, 8]));
});

function check(
  rows: readonly EntityRow[],
  highestIds: ReadonlyMap<string, number> = new Map([
    ["object", 100],
    ["account", 100],
  ]),
): Promise<readonly Finding[]> {
  const snapshot: StoreSnapshot = {
    world: { settings: new Map(), highestIds, sequence: 1 },
    async *entities() {
      yield rows;
    },
    close: async () => {},
  };
  const classOf = (classId: string) => (classId === "lost" ? null : undefined);
  return inOrder(checkWorld({ snapshot, defaultHome: 2, classOf }));
}
