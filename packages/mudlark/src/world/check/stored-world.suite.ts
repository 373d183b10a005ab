import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Batch, EntityRow } from "../../store/rows.ts";
import type { StoreSnapshot } from "../../store/snapshot.ts";
import type { Store } from "../../store/store.ts";
import { batchOf, entityRow, readAll } from "../../store/store.suite.ts";
import { checkWorld } from "./check-world.ts";
import type { Finding } from "./finding.ts";
import { repairWorld } from "./repair-world.ts";

/** Something empty that keeps a world. */
export interface FaultyDisk {
  store(): Store;
  snapshot(): Promise<StoreSnapshot>;
  /** Runs a statement on the tables of a world, past its store. */
  execute(sql: string): Promise<void>;
  dispose(): Promise<void>;
}

type Seen = Partial<Finding>;

/** Something that no turn can leave behind, and what is to become of it. */
interface Fault {
  readonly rule: string;
  readonly name: string;
  /** Added to a sound world. */
  readonly plant: Partial<Batch>;
  /** Done to the tables themselves. */
  readonly sql?: string;
  /** In the order of what it is about. */
  readonly finds: readonly Seen[];
  /** What of it is stored after the repair. */
  readonly leaves?: readonly Partial<EntityRow>[];
  readonly settings?: Readonly<Record<string, string | undefined>>;
  readonly highestIds?: Readonly<Record<string, number>>;
}

const limbo = entityRow(2, { content: "room", classId: "Room", key: "Limbo" });
const ann = entityRow(1, { kind: "account", classId: "Account", content: "", key: "Ann" });
const body = (json: unknown): string => JSON.stringify(json);
const thing = (id: number, changes: Partial<EntityRow> = {}): EntityRow =>
  entityRow(id, { classId: "Thing", ...changes });
const nameless = (kind: string, id: number, changes: Partial<EntityRow>): EntityRow =>
  entityRow(id, { kind, classId: kind, content: "", ...changes });
const call = (kind: string, id: number): unknown => ({
  of: { $: "ref", is: [kind, id, 0] },
  name: "drip",
});
const setting = (key: string, value: unknown): { readonly key: string; readonly value: string } => ({
  key,
  value: JSON.stringify(value),
});

const faults: readonly Fault[] = [
  {
    rule: "I1",
    name: "a thing that is listed as something else than its class is",
    plant: { put: [thing(3, { content: "room" })] },
    finds: [{ rule: "content type", about: "object #3 (thing 3)" }],
    leaves: [{ id: 3, content: "object" }],
  },
  {
    rule: "I2",
    name: "things inside each other",
    plant: { put: [thing(3, { location: 4 }), thing(4, { location: 3 })] },
    finds: [{ rule: "cycle", about: "object #3 (thing 3)" }],
    leaves: [
      { id: 3, location: null },
      { id: 4, location: 3 },
    ],
  },
  {
    rule: "I3",
    name: "places that do not exist",
    plant: { put: [thing(3, { location: 9, home: 8, destination: 7 })] },
    finds: [{ rule: "reference" }, { rule: "reference" }, { rule: "reference" }],
    leaves: [{ id: 3, location: 2, home: 2, destination: null }],
  },
  {
    rule: "I3",
    name: "a script of something that is gone",
    plant: {
      put: [
        nameless("script", 5, {
          body: body({
            f: { owner: ["object", 9], interval: 5, timer: { due: 1, count: 0 } },
            a: [["sky", "clear"]],
          }),
        }),
      ],
      highestIds: [{ kind: "script", id: 5 }],
    },
    finds: [{ rule: "reference", problem: "It belongs to object #9, which does not exist." }],
    leaves: [{ kind: "script", id: 5, body: body({ f: { interval: 5 }, a: [["sky", "clear"]] }) }],
  },
  {
    rule: "I3",
    name: "somebody who listens to a channel that is gone",
    plant: { put: [thing(3, { tags: body([["7", "mudlark channel subscriber"], "red"]) })] },
    finds: [{ rule: "reference", problem: expect.stringContaining("channel #7") as string }],
    leaves: [{ id: 3, tags: body(["red"]) }],
  },
  {
    rule: "I4",
    name: "an attribute that is there twice, and one in the wrong case",
    plant: {
      put: [
        thing(3, {
          body: body({
            a: [
              ["hp", 1],
              ["hp", 2],
              ["HP", 3, "Stat"],
            ],
          }),
        }),
      ],
    },
    finds: [{ rule: "duplicate" }, { rule: "name" }],
    leaves: [
      {
        id: 3,
        body: body({
          a: [
            ["hp-2", 1, null, {}],
            ["hp", 2, null, {}],
            ["hp", 3, "stat", {}],
          ],
        }),
      },
    ],
  },
  {
    rule: "I4",
    name: "a tag that is there twice, one in the wrong case, and two texts for one tag",
    plant: {
      put: [
        thing(3, { tags: body(["red", "red", "Old"]), aliases: body(["pot", "POT"]) }),
        thing(4, { tags: body([["hall", "area", "north"]]) }),
        thing(5, { tags: body([["hall", "area", "south"]]) }),
      ],
    },
    finds: [
      { rule: "duplicate", problem: 'It has the tag "red" more than once.' },
      { rule: "name", problem: expect.stringContaining('tag "Old"') as string },
      { rule: "duplicate", problem: 'It has the alias "POT" more than once.' },
      { rule: "duplicate", about: "object #4 (thing 4)" },
    ],
    leaves: [
      { id: 3, tags: body(["red", "old"]), aliases: body(["pot"]) },
      { id: 4, tags: body([["hall", "area", "south"]]) },
    ],
  },
  {
    rule: "I4",
    name: "two accounts of one name, and one that has the next name already",
    plant: {
      put: [
        nameless("account", 2, { classId: "Account", key: "ANN" }),
        nameless("account", 3, { classId: "Account", key: "ann-2" }),
      ],
      highestIds: [{ kind: "account", id: 3 }],
    },
    finds: [{ rule: "duplicate", about: "account #2 (ANN)" }],
    leaves: [
      { kind: "account", id: 2, key: "ANN-3" },
      { kind: "account", id: 3, key: "ann-2" },
    ],
  },
  {
    rule: "I4",
    name: "two channels of one name, and an alias that is the name of another",
    plant: {
      put: [
        nameless("channel", 1, { key: "Gossip", aliases: body(["public", "g"]) }),
        nameless("channel", 2, { key: "Public", aliases: body(["g", "p"]) }),
        nameless("channel", 3, { key: "gossip" }),
      ],
      highestIds: [{ kind: "channel", id: 3 }],
    },
    finds: [
      { rule: "duplicate", problem: 'Its alias "public" is the name of another channel.' },
      { rule: "duplicate", problem: 'Its alias "g" is the name of another channel.' },
      { rule: "duplicate", about: "channel #3 (gossip)" },
    ],
    leaves: [
      { kind: "channel", id: 1, key: "Gossip", aliases: body(["g"]) },
      { kind: "channel", id: 2, key: "Public", aliases: body(["p"]) },
      { kind: "channel", id: 3, key: "gossip-2" },
    ],
  },
  {
    rule: "I7",
    name: "entities without a batch that brought them",
    plant: {},
    sql: "UPDATE state SET sequence = 0",
    finds: [{ rule: "sequence" }],
  },
  {
    rule: "I9",
    name: "a script that is started without an interval, and one whose timer cannot be read",
    plant: {
      put: [
        nameless("script", 5, { body: body({ f: { timer: { due: 1, count: 0 } } }) }),
        nameless("script", 6, { body: body({ f: { interval: 5, timer: { due: "soon", count: 0 } } }) }),
      ],
      highestIds: [{ kind: "script", id: 6 }],
    },
    finds: [
      { rule: "timer", problem: "Its timer is started, and it has no interval." },
      { rule: "timer", problem: "Where its timer stands cannot be read." },
    ],
    leaves: [
      { kind: "script", id: 5, body: body({ f: {} }) },
      { kind: "script", id: 6, body: body({ f: { interval: 5 } }) },
    ],
  },
  {
    rule: "I9",
    name: "timers of things that are gone, and a ticker that is there twice",
    plant: {
      settings: [
        setting("ticker.1", { interval: 5, call: call("object", 9) }),
        setting("ticker.2", { interval: 5, call: call("object", 2) }),
        setting("ticker.3", { interval: 5, call: call("object", 2) }),
        setting("delay.4", { due: 5, call: call("object", 9) }),
        setting("schedule.5", { due: 5, time: { hour: 6 }, call: call("object", 9) }),
        setting("monitor.6", { of: ["object", 9, 0], name: "hp", category: null, id: "", callback: "x" }),
        setting("time.lastId", 6),
      ],
    },
    finds: [
      { rule: "timer", about: "delay 4" },
      { rule: "timer", about: "monitor 6" },
      { rule: "timer", about: "schedule 5" },
      { rule: "timer", about: "ticker 1" },
      { rule: "timer", about: "ticker 3", problem: "It does the same at the same times as ticker 2." },
    ],
    settings: {
      "delay.4": undefined,
      "monitor.6": undefined,
      "schedule.5": undefined,
      "ticker.1": undefined,
      "ticker.2": JSON.stringify({ interval: 5, call: call("object", 2) }),
      "ticker.3": undefined,
    },
  },
  {
    rule: "I9",
    name: "settings that cannot be read",
    plant: {
      settings: [
        { key: "weather", value: "{" },
        setting("delay.4", { call: call("object", 2) }),
        setting("time.lastId", 4),
      ],
    },
    finds: [
      { rule: "unreadable", about: "setting delay.4" },
      { rule: "unreadable", about: "setting weather" },
    ],
    settings: { weather: undefined, "unreadable.weather": '"{"', "delay.4": undefined },
  },
  {
    rule: "I10",
    name: "ids and numbers that would be given twice",
    plant: { put: [thing(103)], settings: [setting("ticker.7", { interval: 5, call: { name: "tide" } })] },
    finds: [
      { rule: "highest id", about: "ids of the kind object" },
      { rule: "highest id", about: "numbers of timers" },
    ],
    highestIds: { object: 103 },
    settings: { "time.lastId": "7" },
  },
  {
    rule: "I12",
    name: "attributes, tags and aliases that cannot be read",
    plant: {
      put: [
        thing(3, { body: "{" }),
        thing(4, { body: body({ a: [[1, 2]] }), tags: "{}" }),
        thing(5, { body: body({ a: [["x", { $: "bigint", is: "many" }]] }), tags: body(["red", 5]) }),
      ],
    },
    finds: [
      { rule: "unreadable", about: "object #3 (thing 3)" },
      { rule: "unreadable", about: "object #4 (thing 4)" },
      { rule: "unreadable", about: "object #4 (thing 4)" },
      { rule: "unreadable", about: "object #5 (thing 5)" },
      { rule: "unreadable", about: "object #5 (thing 5)" },
    ],
    leaves: [
      { id: 3, body: body({ a: [["unreadable body", "{", "mudlark"]] }) },
      {
        id: 4,
        tags: null,
        body: body({
          a: [
            ["unreadable body", body({ a: [[1, 2]] }), "mudlark"],
            ["unreadable tags", "{}", "mudlark"],
          ],
        }),
      },
      { id: 5, tags: body(["red"]) },
    ],
  },
];

const classes: Readonly<Record<string, { readonly kind: string; readonly content: string }>> = {
  Room: { kind: "object", content: "room" },
  Thing: { kind: "object", content: "object" },
  Account: { kind: "account", content: "" },
  script: { kind: "script", content: "" },
  channel: { kind: "channel", content: "" },
};

/** What was there before the fault. */
const sound = batchOf(1, {
  put: [limbo, ann],
  highestIds: [
    { kind: "object", id: 100 },
    { kind: "account", id: 1 },
  ],
});

/** What `world check` finds and makes right, whatever keeps the world. */
export function describeWorldCheck(name: string, makeDisk: () => Promise<FaultyDisk>): void {
  describe(`the check of a world, kept in ${name}`, { timeout: 30_000 }, () => {
    let disk: FaultyDisk;
    let store: Store;

    beforeEach(async () => {
      disk = await makeDisk();
      store = disk.store();
      await store.open();
      await store.write(sound);
    });

    afterEach(async () => {
      await store.close();
      await disk.dispose();
    });

    const withSnapshot = async <T>(work: (snapshot: StoreSnapshot) => Promise<T>): Promise<T> => {
      const snapshot = await disk.snapshot();
      try {
        return await work(snapshot);
      } finally {
        await snapshot.close();
      }
    };
    const findingsIn = (snapshot: StoreSnapshot): AsyncIterable<Finding> =>
      checkWorld({ snapshot, defaultHome: 2, classOf: (classId) => classes[classId] ?? null });
    const check = (): Promise<Finding[]> => withSnapshot((snapshot) => inOrder(findingsIn(snapshot)));

    test("finds nothing in a sound one", async () => {
      expect(await check()).toEqual([]);
    });

    test.each(faults)("finds $name, and makes that right ($rule)", async (fault) => {
      // What no world writes, a store keeps as it keeps all else.
      await store.write(batchOf(2, fault.plant));
      if (fault.sql !== undefined) await disk.execute(fault.sql);

      const found = await check();
      expect(found.toSorted(byAbout)).toMatchObject(fault.finds);
      expect(found.filter(({ repair }) => repair === null || repair.text === "")).toEqual([]);
      const told: Finding[] = [];
      const counts = await withSnapshot((snapshot) =>
        repairWorld(findingsIn(snapshot), store, snapshot.world.sequence, (finding) => told.push(finding)),
      );
      expect(counts).toEqual({ found: found.length, repaired: found.length });
      expect(told).toEqual(found);

      expect(await check()).toEqual([]);
      await withSnapshot(async (snapshot) => expectLeft(fault, snapshot));
    });
  });
}

async function expectLeft(fault: Fault, snapshot: StoreSnapshot): Promise<void> {
  const rows = await readAll(snapshot);
  expect(rows).toEqual(expect.arrayContaining([limbo, ann]));
  for (const left of fault.leaves ?? []) {
    const { kind = "object", id } = left;
    expect(rows.find((row) => row.kind === kind && row.id === id)).toMatchObject({ ...left });
  }
  const { settings, highestIds } = snapshot.world;
  for (const [key, text] of Object.entries(fault.settings ?? {})) {
    expect([key, settings.get(key)]).toEqual([key, text]);
  }
  expect(Object.fromEntries(highestIds)).toMatchObject(fault.highestIds ?? {});
}

export async function inOrder(findings: AsyncIterable<Finding>): Promise<Finding[]> {
  const found: Finding[] = [];
  for await (const finding of findings) found.push(finding);
  return found;
}

function byAbout(a: Finding, b: Finding): number {
  return a.about === b.about ? 0 : a.about < b.about ? -1 : 1;
}
