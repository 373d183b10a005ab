/**
 * Random turns that come faster than the store writes, until the world is killed at one of its batches. What is found
 * then is the world as it was between two of the turns, with everything that anybody was told (`world.md` §20, I7).
 */
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Batch, EntityRow } from "../store/rows.ts";
import type { StoreSnapshot } from "../store/snapshot.ts";
import type { Disk } from "../store/disks.suite.ts";
import type { Store, StoredWorld } from "../store/store.ts";
import { numberOfRuns } from "../testing/number-of-runs.suite.ts";
import { testKernel } from "../testing/test-kernel.ts";
import { expectSound } from "../world/check/expect-sound.suite.ts";
import { anyStep, Box, Crate, perform, Planned, stateOf, type Model, type Step } from "./box-world.suite.ts";

interface Plan {
  readonly turns: readonly { readonly steps: readonly Step[]; readonly throws: boolean }[];
  /** The batch at which the world dies, and whether that one is stored. */
  readonly dies: { readonly at: number; readonly stored: boolean };
}

const plans = fc.array(
  fc.record<Plan>({
    turns: fc.array(
      fc.record({ steps: fc.array(anyStep, { minLength: 1, maxLength: 4 }), throws: fc.boolean() }),
      { minLength: 1, maxLength: 8 },
    ),
    dies: fc.record({ at: fc.integer({ min: 1, max: 4 }), stored: fc.boolean() }),
  }),
  { minLength: 1, maxLength: 3 },
);

/** Hands a world what it needs of a store, and dies at one of its batches without a word. */
class DyingStore implements Store {
  readonly #store: Store;
  readonly #stored: boolean;
  readonly #death = Promise.withResolvers<void>();
  #left: number;

  constructor(store: Store, { at, stored }: Plan["dies"]) {
    this.#store = store;
    this.#stored = stored;
    this.#left = at;
  }

  get death(): Promise<void> {
    return this.#death.promise;
  }

  async write(batch: Batch): Promise<void> {
    this.#left -= 1;
    if (this.#left > 0 || this.#stored) await this.#store.write(batch);
    if (this.#left > 0) return;
    this.#death.resolve();
    await new Promise(() => {});
  }

  prepare = (): Promise<void> => this.#store.prepare();
  open = (): Promise<StoredWorld> => this.#store.open();
  entities = (): AsyncIterable<readonly EntityRow[]> => this.#store.entities();
  snapshot = (): Promise<StoreSnapshot> => this.#store.snapshot();
  release = (): Promise<void> => this.#store.release();
  close = (): Promise<void> => this.#store.close();
}

async function tryLives(lives: readonly Plan[], open: () => Promise<Store>): Promise<void> {
  let model: Model = new Map();
  for (const { turns, dies } of lives) {
    const store = new DyingStore(await open(), dies);
    const moments = await live(store, model, turns);
    await store.close();

    const next = await open();
    const { kernel } = await testKernel({ store: next, classes: [Box, Crate], defaultHome: 999_999 });
    const found = stateOf(kernel);
    const possible = moments.filter(({ isPast }) => !isPast);
    expect(possible.map(({ state }) => state)).toContainEqual(found);
    await expectSound(kernel, next);
    await next.close();
    model = possible.find(({ state }) => isDeepStrictEqual(state, found))?.model ?? model;
  }
}

/** A world as it was between two turns. */
interface Moment {
  readonly state: unknown;
  readonly model: Model;
  /** Somebody was told of something that came later. */
  isPast: boolean;
}

/** Takes the turns as fast as they come. Returns every moment at which the world could have died. */
async function live(store: DyingStore, before: Model, turns: Plan["turns"]): Promise<readonly Moment[]> {
  const { kernel } = await testKernel({ store, classes: [Box, Crate], defaultHome: 999_999 });
  let model = before;
  const moments: Moment[] = [{ state: stateOf(kernel), model, isPast: false }];
  const running = turns.map(({ steps, throws }) => {
    const turn = kernel.turns.run({ kind: "event", label: "test", lane: "test" }, () => {
      const next = structuredClone(model);
      for (const each of steps) perform(kernel, next, each);
      if (throws) throw new Planned();
      model = next;
      return moments.push({ state: stateOf(kernel), model, isPast: false }) - 1;
    });
    return turn.then(
      (told) => moments.slice(0, told).forEach((moment) => (moment.isPast = true)),
      (error: unknown) => expect(error).toBeInstanceOf(Planned),
    );
  });
  // By then, either all of them are durable, or the store has died.
  await Promise.race([Promise.allSettled(running), store.death]);
  kernel.turns.freeze();
  return moments;
}

/** @param makeDisk something empty; `open` opens a store on it again and again */
export function describeAnyKills(name: string, makeDisk: () => Promise<Disk>, runs: number): void {
  const { numRuns, timeout } = numberOfRuns(runs);
  describe(`any deaths of a world, kept in ${name}`, () => {
    it(
      "leave it as it was between two turns, with all that anybody was told (I7)",
      async () => {
        await fc.assert(
          fc.asyncProperty(plans, async (lives) => {
            const disk = await makeDisk();
            try {
              await tryLives(lives, disk.open);
            } finally {
              await disk.dispose();
            }
          }),
          { numRuns },
        );
      },
      timeout,
    );
  });
}
