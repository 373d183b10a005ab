/**
 * Random turns in a world, and the same in a model that cannot do anything wrong. Any difference between the two, or
 * between memory and store, breaks an invariant of `world.md` §20.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Store } from "../store/store.ts";
import { testKernel } from "../testing/test-kernel.ts";
import { attr } from "./attributes/declared/attr.ts";
import { plain } from "./attributes/plain.ts";
import { recordKey } from "./entity/entity-record.ts";
import type { Kernel } from "./kernel.ts";
import { WorldObject } from "./object/world-object.ts";

class Box extends WorldObject.with({
  size: attr.int({ default: 1, index: true }),
  log: attr.list(attr.text()),
  pal: attr.ref<WorldObject>({ nullable: true }),
}) {}

class Crate extends Box.with({ nails: attr.int({ default: 8 }) }) {}

/** What one box is, in a world that cannot do anything wrong. */
interface ModelBox {
  class: string;
  key: string;
  location: number | null;
  home: number | null;
  /** Another box that it refers to in an attribute, and once more deep inside a value. */
  pal: number | null;
  size: number;
  log: string[];
  db: Record<string, unknown>;
  tags: string[];
  locks: string;
}

type Model = Map<number, ModelBox>;

type Step =
  | { readonly do: "create"; readonly key: string; readonly into: number }
  | { readonly do: "delete"; readonly which: number }
  | { readonly do: "move"; readonly which: number; readonly into: number }
  | { readonly do: "settle"; readonly which: number; readonly into: number }
  | { readonly do: "befriend"; readonly which: number; readonly pal: number }
  | { readonly do: "rename"; readonly which: number; readonly key: string }
  | { readonly do: "size"; readonly which: number; readonly size: number }
  | { readonly do: "log"; readonly which: number; readonly text: string }
  | { readonly do: "set"; readonly which: number; readonly name: string; readonly value: unknown }
  | { readonly do: "unset"; readonly which: number; readonly name: string }
  | { readonly do: "tag"; readonly which: number; readonly tag: string }
  | { readonly do: "lock"; readonly which: number }
  | { readonly do: "swap"; readonly which: number }
  | { readonly do: "try"; readonly steps: readonly Step[]; readonly fails: boolean };

interface TurnPlan {
  readonly steps: readonly Step[];
  readonly throws: boolean;
  /** Bodies become text again, or the world is stopped and another one goes on. */
  readonly after: "nothing" | "fold" | "restart";
}

const word = fc.constantFrom("red", "old", "Big", "oak", "tin");
const which = fc.nat({ max: 6 });
const value = fc.oneof(
  fc.integer(),
  word,
  fc.array(fc.integer(), { maxLength: 3 }),
  fc.record({ a: fc.array(word, { maxLength: 2 }), b: fc.boolean() }, { noNullPrototype: true }),
);
const simple: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant("create" as const), key: word, into: which }),
  fc.record({ do: fc.constant("delete" as const), which }),
  fc.record({ do: fc.constant("move" as const), which, into: which }),
  fc.record({ do: fc.constant("settle" as const), which, into: which }),
  fc.record({ do: fc.constant("befriend" as const), which, pal: which }),
  fc.record({ do: fc.constant("rename" as const), which, key: word }),
  fc.record({ do: fc.constant("size" as const), which, size: fc.nat({ max: 4 }) }),
  fc.record({ do: fc.constant("log" as const), which, text: word }),
  fc.record({ do: fc.constant("set" as const), which, name: word, value }),
  fc.record({ do: fc.constant("unset" as const), which, name: word }),
  fc.record({ do: fc.constant("tag" as const), which, tag: word }),
  fc.record({ do: fc.constant("lock" as const), which }),
  fc.record({ do: fc.constant("swap" as const), which }),
);
const attemptOf = (steps: fc.Arbitrary<Step>): fc.Arbitrary<Step> =>
  fc.record({
    do: fc.constant("try" as const),
    steps: fc.array(steps, { maxLength: 5 }),
    fails: fc.boolean(),
  });
const attempt = attemptOf(
  fc.oneof({ weight: 3, arbitrary: simple }, { weight: 1, arbitrary: attemptOf(simple) }),
);
const step = fc.oneof({ weight: 3, arbitrary: simple }, { weight: 1, arbitrary: attempt });
const plan: fc.Arbitrary<TurnPlan> = fc.record({
  steps: fc.array(step, { maxLength: 6 }),
  throws: fc.integer({ min: 0, max: 3 }).map((number) => number === 0),
  after: fc.constantFrom("nothing" as const, "nothing" as const, "fold" as const, "restart" as const),
});
const plans = fc.array(plan, { minLength: 1, maxLength: 8 });

class Planned extends Error {}

/** Does a step in the world and in the model. */
function perform(kernel: Kernel, model: Model, planned: Step): void {
  const ids = [...model.keys()];
  const pick = (index: number): number | null => ids[index] ?? null;
  if (planned.do === "create") {
    const into = pick(planned.into);
    const box = kernel.create(Box, { key: planned.key, location: into, noHome: true });
    model.set(box.id, {
      class: "Box",
      key: planned.key,
      location: into,
      home: null,
      pal: null,
      size: 1,
      log: [],
      db: {},
      tags: [],
      locks: box.locks.get(),
    });
    return;
  }
  if (planned.do === "try") {
    tryOut(kernel, model, planned.steps, planned.fails);
    return;
  }
  const id = pick(planned.which);
  const box = id === null ? null : (kernel.objects.get(id) as Box);
  const mine = id === null ? undefined : model.get(id);
  if (id === null || box === null || mine === undefined) return;
  switch (planned.do) {
    case "delete":
      box.delete({ force: true });
      model.delete(id);
      for (const other of model.values()) {
        if (other.location === id) other.location = null;
        if (other.home === id) other.home = null;
        if (other.pal === id) other.pal = null;
      }
      break;
    case "move": {
      const into = pick(planned.into);
      const isLoop = into !== null && isWithin(model, into, id);
      if (isLoop) expect(() => (box.location = kernel.objects.get(into))).toThrow();
      else {
        box.location = into === null ? null : kernel.objects.get(into);
        mine.location = into;
      }
      break;
    }
    case "settle": {
      const home = pick(planned.into);
      box.home = home === null ? null : kernel.objects.get(home);
      mine.home = home;
      break;
    }
    case "befriend": {
      const pal = pick(planned.pal);
      const other = pal === null ? null : kernel.objects.get(pal);
      box.pal = other;
      box.db.circle = { members: [other], first: new Map([["pal", other]]) };
      mine.pal = pal;
      break;
    }
    case "rename":
      box.key = planned.key;
      mine.key = planned.key;
      break;
    case "size":
      box.size = planned.size;
      mine.size = planned.size;
      break;
    case "log":
      box.log.push(planned.text);
      mine.log.push(planned.text);
      break;
    case "set":
      setIn(box, mine, planned.name, planned.value);
      break;
    case "unset":
      delete box.db[planned.name];
      delete mine.db[planned.name.toLowerCase()];
      break;
    case "tag":
      box.tags.add(planned.tag);
      mine.tags = [...new Set([...mine.tags, planned.tag.toLowerCase()])].sort();
      break;
    case "lock":
      box.locks.add("peek:true()");
      mine.locks = box.locks.get();
      break;
    case "swap": {
      const target = box instanceof Crate ? Box : Crate;
      box.swapClass(target, { runStartHooks: false });
      expect(kernel.objects.get(id)).toBe(box);
      mine.class = target.name;
      break;
    }
  }
}

/** A list grows in place when there is one already. */
function setIn(box: Box, mine: ModelBox, name: string, given: unknown): void {
  const key = name.toLowerCase();
  const present = box.db[name];
  if (Array.isArray(present) && Array.isArray(given)) {
    present.push(...(given as unknown[]));
    (mine.db[key] as unknown[]).push(...(given as unknown[]));
    return;
  }
  box.db[name] = given;
  mine.db[key] = structuredClone(given);
}

function tryOut(kernel: Kernel, model: Model, steps: readonly Step[], fails: boolean): void {
  const before = structuredClone(model);
  const result = kernel.attempt(() => {
    for (const each of steps) perform(kernel, model, each);
    if (fails) throw new Planned();
  });
  if (result.ok) return;
  expect(result.error).toBeInstanceOf(Planned);
  model.clear();
  for (const [id, box] of before) model.set(id, box);
}

function isWithin(model: Model, inner: number, outer: number): boolean {
  for (let at: number | null = inner; at !== null; at = model.get(at)?.location ?? null)
    if (at === outer) return true;
  return false;
}

/** Everything that can be seen of a world, indexes included. */
function stateOf(kernel: Kernel): unknown {
  return [...kernel.objects].map((object) => {
    const box = object as Box;
    return [
      box.id,
      {
        class: box instanceof Crate ? "Crate" : "Box",
        key: box.key,
        location: box[recordKey].location,
        home: box[recordKey].home,
        pal: box.pal?.id ?? null,
        size: box.size,
        log: plain(box.log),
        db: Object.fromEntries(
          Object.entries(box.db)
            .filter(([name]) => !["size", "log", "pal", "circle"].includes(name))
            .map(([name, held]) => [name, plain(held)]),
        ),
        tags: [...box.tags.all()],
        locks: box.locks.get(),
      },
    ];
  });
}

function modelState(model: Model): unknown {
  return structuredClone([...model].sort(([a], [b]) => a - b));
}

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
  }
  world = await restart(world, open);
  expect(stateOf(world.kernel)).toEqual(modelState(model));
  expectInvariants(world.kernel, model);
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
export function describeAnyTurns(
  name: string,
  makeDisk: () => Promise<{ readonly open: () => Promise<Store>; readonly dispose: () => Promise<void> }>,
  runs: number,
): void {
  describe(`any run of turns, kept in ${name}`, () => {
    it("leaves memory as a model says, and the store as memory is", async () => {
      await fc.assert(
        fc.asyncProperty(plans, async (turns) => {
          const disk = await makeDisk();
          try {
            await tryPlans(turns, disk.open);
          } finally {
            await disk.dispose();
          }
        }),
        { numRuns: runs },
      );
    }, 60_000);
  });
}
