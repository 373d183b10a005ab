import { describe, expect, it } from "vitest";
import { FakeClock } from "../../testing/fake-clock.ts";
import { MemoryDisk, MemoryStore } from "../../store/memory-store.ts";
import type { Batch } from "../../store/rows.ts";
import { testKernel } from "../../testing/test-kernel.ts";
import type { TestKernel } from "../../testing/test-kernel.ts";
import { plain } from "../attributes/plain.ts";
import { WorldObject } from "../object/world-object.ts";
import { type EntityRecord, recordKey } from "./entity-record.ts";
import type { WarmBodies } from "./warm-bodies.ts";

class Thing extends WorldObject {}

const count = 400;
const limit = 200_000;

interface Scene extends TestKernel {
  readonly things: readonly Thing[];
  readonly warm: WarmBodies;
  /** Lets everything be done that waits for a free moment. */
  readonly settle: () => void;
}

async function scene(value: (n: number) => unknown = (n) => n): Promise<Scene> {
  const clock = new FakeClock();
  const world = await testKernel({ classes: [Thing], clock, cacheMaxBytes: limit });
  const things = await world.turn(() =>
    Array.from({ length: count }, (_, n) =>
      world.kernel.create(Thing, { key: `thing ${n}`, noHome: true, attributes: { value: value(n) } }),
    ),
  );
  return { ...world, things, warm: world.kernel.warmBodies, settle: () => settle(clock) };
}

function settle(clock: FakeClock): void {
  for (let rounds = 0; clock.nextDue !== null && clock.nextDue <= clock.now(); rounds++) {
    if (rounds > 1000) throw new Error("there is no end to it");
    clock.advance(0);
  }
}

function recordOf(thing: WorldObject): EntityRecord {
  return thing[recordKey];
}

describe("bodies that were touched", () => {
  it("become text above the limit, and are what they were when they are read again", async () => {
    const { things, warm, settle: free } = await scene((n) => ({ n, list: [n, "ü"] }));
    expect(warm.bytes).toBeGreaterThan(limit);
    free();
    expect(warm.bytes).toBeLessThanOrEqual(limit);
    expect(things.map((thing) => plain(thing.db.value))).toEqual(
      things.map((_, n) => ({ n, list: [n, "ü"] })),
    );
  });

  it("stay as they are below the limit", async () => {
    const clock = new FakeClock();
    const { kernel, turn } = await testKernel({ classes: [Thing], clock });
    const thing = await turn(() => kernel.create(Thing, { key: "thing" }));
    settle(clock);
    expect(recordOf(thing).body).not.toBeNull();
  });

  it("keep those that are in use for longest", async () => {
    const { things, settle: free, turn, kernel } = await scene();
    free();
    const favourites = things.slice(0, 5);
    for (let round = 0; round < 20; round++) {
      for (const favourite of favourites) void favourite.db.value;
      await turn(() => {
        for (let n = 0; n < 40; n++) kernel.create(Thing, { key: "another", noHome: true });
      });
      for (const favourite of favourites) void favourite.db.value;
      free();
    }
    expect(favourites.map((favourite) => recordOf(favourite).body !== null)).toEqual(
      favourites.map(() => true),
    );
  });

  it("leave alone what game code holds a part of, and do not try for ever", async () => {
    const { things, warm, settle: free, turn } = await scene((n) => [n]);
    const held = things.map((thing) => thing.db.value as number[]);
    free();
    expect(warm.bytes).toBeGreaterThan(limit);
    await turn(() => held.forEach((list, n) => list.push(n + 1)));
    expect(things.map((thing) => plain(thing.db.value))).toEqual(things.map((_, n) => [n, n + 1]));
    expect(things[7]?.db.value).toBe(held[7]);
  });

  it("do not become text while a turn is at work", async () => {
    const { turn, kernel, things } = await scene();
    await turn(() => expect(kernel.foldBodies()).toBe(0));
    expect(kernel.foldBodies()).toBe(count);
    expect(things[3]?.db.value).toBe(3);
  });

  it("are written as they are, although they became text before the store had them", async () => {
    const disk = new MemoryDisk();
    const { promise: isFree, resolve: free } = Promise.withResolvers<void>();
    class SlowStore extends MemoryStore {
      override async write(batch: Batch): Promise<void> {
        if (batch.sequence > 1) await isFree;
        await super.write(batch);
      }
    }
    const { kernel, turn } = await testKernel({ classes: [Thing], store: new SlowStore(disk) });
    const thing = await turn(() => kernel.create(Thing, { key: "thing" }));
    const underWay = turn(() => (thing.db.value = 1));
    await kernel.turns.quiet();
    // The store is busy: this one waits for the next batch.
    const waiting = turn(() => (thing.db.value = [1, 2]));
    await kernel.turns.quiet();
    expect(kernel.committer.pending).toBeGreaterThan(0);
    kernel.foldBodies();
    expect(recordOf(thing).body).toBeNull();
    free();
    await Promise.all([underWay, waiting]);
    disk.crash();
    const again = await testKernel({ classes: [Thing], disk });
    expect(plain(again.kernel.objects.get(thing.id)?.db.value)).toEqual([1, 2]);
  });

  it("move together what is left of their texts when most are gone", async () => {
    const disk = new MemoryDisk();
    const before = await testKernel({ classes: [Thing], disk });
    await before.turn(() => {
      for (let n = 0; n < 3000; n++)
        before.kernel.create(Thing, {
          key: `thing ${n}`,
          noHome: true,
          attributes: { text: "x".repeat(8000) },
        });
    });
    disk.crash();
    const clock = new FakeClock();
    const { kernel, turn } = await testKernel({ classes: [Thing], disk, clock, cacheMaxBytes: limit });
    const things = [...kernel.objects];
    const { texts } = kernel;
    expect(texts.heldBytes).toBeGreaterThan(24_000_000);
    await turn(() => {
      for (const thing of things) if (thing.id % 30 !== 0) thing.delete();
    });
    settle(clock);
    expect(texts.heldBytes).toBeLessThan(3_000_000);
    const left = [...kernel.objects].map((thing) => String(thing.db.text));
    // The default home stays, too.
    expect(left).toHaveLength(101);
    expect(left.every((text) => text === "x".repeat(8000))).toBe(true);
  });
});
