/**
 * Random turns in a world, and the same in a model that cannot do anything wrong. Any difference between the two, or
 * between memory and store, breaks an invariant of `world.md` §20.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Disk } from "../store/disks.suite.ts";
import type { Store } from "../store/store.ts";
import { numberOfRuns } from "../testing/number-of-runs.suite.ts";
import { testKernel } from "../testing/test-kernel.ts";
import { expectSound } from "../world/check/expect-sound.suite.ts";
import {
  anyStep,
  Box,
  Crate,
  modelState,
  perform,
  Planned,
  stateOf,
  type Model,
  type Step,
} from "./box-world.suite.ts";
import { recordKey } from "./entity/entity-record.ts";
import type { Kernel } from "./kernel.ts";

interface TurnPlan {
  readonly steps: readonly Step[];
  readonly throws: boolean;
  /** Bodies become text again, or the world is stopped and another one goes on. */
  readonly after: "nothing" | "fold" | "restart";
}

const plan: fc.Arbitrary<TurnPlan> = fc.record({
  steps: fc.array(anyStep, { maxLength: 6 }),
  throws: fc.integer({ min: 0, max: 3 }).map((number) => number === 0),
  after: fc.constantFrom("nothing" as const, "nothing" as const, "fold" as const, "restart" as const),
});
const plans = fc.array(plan, { minLength: 1, maxLength: 8 });

/** I3: what was deleted reads as nothing, wherever it is referred to. */
function expectReferences(kernel: Kernel, model: Model): void {
  for (const [id, { pal }] of model) {
    const box = kernel.objects.get(id) as Box;
    const circle = box.db.circle as { members: (Box | null)[]; first: Map<string, Box | null> } | undefined;
    if (circle === undefined) continue;
    expect([circle.members[0]?.id ?? null, circle.first.get("pal")?.id ?? null]).toEqual([pal, pal]);
  }
}

/** I1, I2, I3, I6 and the indexes of names and tags. */
function expectInvariants(kernel: Kernel, model: Model): void {
  expectReferences(kernel, model);
  for (const [id, mine] of model) {
    const inside = [...model].filter(([, other]) => other.location === id).map(([inner]) => inner);
    const contents = kernel.objects.get(id)?.[recordKey].contents;
    expect((contents?.all() ?? []).map((record) => record.id).sort((a, b) => a - b)).toEqual(inside);
    expect((contents?.ofType("object") ?? []).length).toBe(inside.length);
    expect(kernel.called("object", mine.key).map((object) => object.id)).toContain(id);
    for (const tag of mine.tags) {
      expect(kernel.searchTag("object", { keys: [tag] }).map((object) => object.id)).toContain(id);
    }
  }
  for (let size = 0; size <= 4; size++) {
    const expected = [...model].filter(([, mine]) => mine.size === size).map(([id]) => id);
    expect(
      kernel
        .index(Box, "size")
        .equalTo(size)
        .map((box) => box.id),
    ).toEqual(expected.sort((a, b) => a - b));
  }
}

async function tryPlans(turns: readonly TurnPlan[], open: () => Promise<Store>): Promise<void> {
  let world = await start(open);
  let model: Model = new Map();
  let highestId = 0;
  for (const { steps, throws, after } of turns) {
    const next = structuredClone(model);
    const isDone = await attemptTurn(world, next, steps, throws);
    if (isDone) {
      // An id that anybody saw is never given again (I10).
      for (const id of next.keys()) if (!model.has(id)) expect(id).toBeGreaterThan(highestId);
      highestId = Math.max(highestId, ...next.keys());
      model = next;
    }
    if (after === "fold") world.kernel.foldBodies();
    if (after === "restart") world = await restart(world, open);
    expect(stateOf(world.kernel)).toEqual(modelState(model));
    expectInvariants(world.kernel, model);
    await expectSound(world.kernel, world.store);
  }
  world = await restart(world, open);
  expect(stateOf(world.kernel)).toEqual(modelState(model));
  expectInvariants(world.kernel, model);
  await expectSound(world.kernel, world.store);
  await world.store.close();
}

interface World {
  readonly kernel: Kernel;
  readonly store: Store;
  readonly turn: <T>(work: () => T) => Promise<T>;
}

async function start(open: () => Promise<Store>): Promise<World> {
  const store = await open();
  const { kernel, turn } = await testKernel({ store, classes: [Box, Crate], defaultHome: 999_999 });
  return { kernel, store, turn };
}

async function restart({ kernel, store }: World, open: () => Promise<Store>): Promise<World> {
  await kernel.committer.flush();
  await store.close();
  return start(open);
}

/** @returns false when the turn threw, as it was meant to */
async function attemptTurn(
  { kernel, turn }: World,
  model: Model,
  steps: readonly Step[],
  throws: boolean,
): Promise<boolean> {
  try {
    await turn(() => {
      for (const each of steps) perform(kernel, model, each);
      if (throws) throw new Planned();
    });
    return true;
  } catch (error) {
    if (error instanceof Planned) return false;
    throw error;
  }
}

/**
 * Tries any run of turns on a sort of store.
 *
 * @param makeDisk something empty; `open` opens the store on it again and again
 */
export function describeAnyTurns(name: string, makeDisk: () => Promise<Disk>, runs: number): void {
  const { numRuns, timeout } = numberOfRuns(runs);
  describe(`any run of turns, kept in ${name}`, () => {
    it(
      "leaves memory as a model says, and the store as memory is",
      async () => {
        await fc.assert(
          fc.asyncProperty(plans, async (turns) => {
            const disk = await makeDisk();
            try {
              await tryPlans(turns, disk.open);
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
