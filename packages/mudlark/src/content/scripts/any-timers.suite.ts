/**
 * Random lives of scripts, tickers and delays, in a model that only knows which of them should still be going. Whatever
 * happened before (deleted owners, undone turns, reloads, crashes), each of them is then due as often as its interval
 * says, and nothing else is: it has exactly one place in the queue (`world.md` §20, I9).
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Candle, Tally } from "../../testing/timed-things.ts";
import { timedWorld, type TimedWorld } from "../../testing/timed-world.ts";
import type { Disk } from "../../store/disks.suite.ts";
import type { Store } from "../../store/store.ts";
import { numberOfRuns } from "../../testing/number-of-runs.suite.ts";
import { expectSound } from "../../world/check/expect-sound.suite.ts";
import { FakeClock } from "../../testing/fake-clock.ts";

type Step =
  | { readonly do: "make" }
  | { readonly do: "delete"; readonly owner: number }
  | { readonly do: "script"; readonly owner: number; readonly interval: number }
  | { readonly do: "stop" | "pause" | "unpause" | "remove"; readonly script: number }
  | { readonly do: "tick" | "untick"; readonly owner: number; readonly interval: number }
  | { readonly do: "delay"; readonly owner: number; readonly seconds: number };

interface Plan {
  readonly steps: readonly Step[];
  readonly throws: boolean;
  readonly seconds: number;
  readonly after: "nothing" | "reload" | "crash";
}

const owner = fc.nat({ max: 3 });
const script = fc.nat({ max: 5 });
const interval = fc.constantFrom(2, 3, 5);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant("make" as const) }),
  fc.record({ do: fc.constant("delete" as const), owner }),
  { weight: 2, arbitrary: fc.record({ do: fc.constant("script" as const), owner, interval }) },
  fc.record({
    do: fc.constantFrom("stop" as const, "pause" as const, "unpause" as const, "remove" as const),
    script,
  }),
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom("tick" as const, "untick" as const), owner, interval }),
  },
  fc.record({ do: fc.constant("delay" as const), owner, seconds: fc.integer({ min: 1, max: 40 }) }),
);
const plans = fc.array(
  fc.record<Plan>({
    steps: fc.array(step, { maxLength: 5 }),
    throws: fc.integer({ min: 0, max: 3 }).map((number) => number === 0),
    seconds: fc.constantFrom(0, 1, 7),
    after: fc.constantFrom("nothing" as const, "nothing" as const, "reload" as const, "crash" as const),
  }),
  { minLength: 1, maxLength: 8 },
);

/** A script that should be there: how often it is due, or why it is not. */
interface ModelScript {
  readonly owner: number;
  readonly interval: number;
  state: "active" | "paused" | "stopped";
}

interface Model {
  readonly owners: Set<number>;
  readonly scripts: Map<number, ModelScript>;
  /** The key of each subscription, by `owner interval`. */
  readonly tickers: Map<string, string>;
  /** When each delay is due, in seconds on the clock, by its word. */
  readonly delays: Map<string, { readonly owner: number; readonly due: number }>;
}

class Planned extends Error {}

/** Divisible by every interval, so that it does not matter where in its beat a timer is. */
const watchedSeconds = 30;

async function live(turns: readonly Plan[], open: () => Promise<Store>): Promise<void> {
  const clock = new FakeClock();
  let store = await open();
  const options = { classes: [Candle, Tally], clock, cold: false };
  let world = await timedWorld({ ...options, store });
  let model: Model = { owners: new Set(), scripts: new Map(), tickers: new Map(), delays: new Map() };
  let words = 0;
  for (const { steps, throws, seconds, after } of turns) {
    const next = structuredClone(model);
    const isDone = await attempt(world, () => {
      for (const each of steps) perform(world, next, each, clock, `word ${++words}`);
      if (throws) throw new Planned();
    });
    if (isDone) model = next;
    await world.pass(seconds);
    expect([...world.time.faults()]).toEqual([]);
    if (after !== "nothing") {
      await world.kernel.committer.flush();
      store = await open();
      world = await (after === "reload" ? world.restart("reload", 0, { store }) : world.crash(0, { store }));
    }
  }
  await expectBeats(world, model, clock);
  await expectSound(world.kernel, store);
  expect([...world.time.faults()]).toEqual([]);
  await store.close();
}

function perform(world: TimedWorld, model: Model, planned: Step, clock: FakeClock, word: string): void {
  const { kernel, game, scripts } = world;
  const owners = [...model.owners];
  const candle = (index: number): Candle | null => {
    const id = owners[index];
    return id === undefined ? null : (kernel.objects.get(id) as Candle);
  };
  if (planned.do === "make") {
    model.owners.add(kernel.create(Candle, { key: "candle", noHome: true }).id);
    return;
  }
  if ("script" in planned) {
    const [id, known] = [...model.scripts][planned.script] ?? [];
    const found = id === undefined ? null : (scripts.get(id) as Tally);
    if (id === undefined || known === undefined || found === null) return;
    switch (planned.do) {
      case "stop":
        found.stop();
        known.state = "stopped";
        return;
      case "pause":
        found.pause();
        if (known.state === "active") known.state = "paused";
        return;
      case "unpause":
        found.unpause();
        if (known.state === "paused") known.state = "active";
        return;
      case "remove":
        found.delete();
        model.scripts.delete(id);
        return;
    }
  }
  const one = candle(planned.owner);
  if (one === null) return;
  switch (planned.do) {
    case "delete":
      // The place where everything goes that has no home stays.
      if (!one.delete()) return;
      model.owners.delete(one.id);
      for (const [id, known] of model.scripts) if (known.owner === one.id) model.scripts.delete(id);
      for (const key of model.tickers.keys()) if (key.startsWith(`${one.id} `)) model.tickers.delete(key);
      for (const [key, known] of model.delays) if (known.owner === one.id) model.delays.delete(key);
      return;
    case "script": {
      const made = one.scripts.add(Tally, { interval: planned.interval, startDelay: true });
      model.scripts.set(made.id, { owner: one.id, interval: planned.interval, state: "active" });
      return;
    }
    case "tick": {
      const said = `every ${planned.interval}`;
      const { key } = game.tickers.subscribe(planned.interval, one, "gutter", said);
      model.tickers.set(`${one.id} ${planned.interval}`, key);
      return;
    }
    case "untick": {
      const key = model.tickers.get(`${one.id} ${planned.interval}`);
      if (key === undefined) return;
      game.tickers.unsubscribe(key);
      model.tickers.delete(`${one.id} ${planned.interval}`);
      return;
    }
    case "delay":
      game.delay(planned.seconds, one, "gutter", word);
      model.delays.set(word, { owner: one.id, due: clock.now() / 1000 + planned.seconds });
      return;
  }
}

/** Watches for a while: everything that is due happens as often as it should, and nothing else does. */
async function expectBeats(world: TimedWorld, model: Model, clock: FakeClock): Promise<void> {
  const { kernel, scripts } = world;
  const ticks = (): Map<number, number> =>
    new Map(Array.from(scripts.all(), (each) => [each.id, (each as Tally).ticks] as const));
  const logs = (): Map<number, readonly string[]> =>
    new Map([...kernel.objects].map((each) => [each.id, (each as Candle).log] as const));
  const [ticksBefore, logsBefore, from] = [ticks(), logs(), clock.now() / 1000];
  expect(new Set(ticksBefore.keys())).toEqual(new Set(model.scripts.keys()));
  await world.pass(watchedSeconds);
  for (const [id, { interval: each, state }] of model.scripts) {
    const beats = (ticks().get(id) ?? 0) - (ticksBefore.get(id) ?? 0);
    expect([id, beats]).toEqual([id, state === "active" ? watchedSeconds / each : 0]);
  }
  for (const id of model.owners) {
    const said = (logs().get(id) ?? []).slice(logsBefore.get(id)?.length ?? 0);
    for (const each of [2, 3, 5]) {
      const isOn = model.tickers.has(`${id} ${each}`);
      expect(said.filter((word) => word === `every ${each}`)).toHaveLength(isOn ? watchedSeconds / each : 0);
    }
    const due = [...model.delays].filter(
      ([, delay]) => delay.owner === id && delay.due > from && delay.due <= from + watchedSeconds,
    );
    const rung = said.filter((word) => word.startsWith("word"));
    expect(rung.toSorted()).toEqual(due.map(([word]) => word).toSorted());
  }
}

async function attempt({ turn }: TimedWorld, work: () => void): Promise<boolean> {
  try {
    await turn(work);
    return true;
  } catch (error) {
    if (error instanceof Planned) return false;
    throw error;
  }
}

/** @param makeDisk something empty; `open` opens a store on it again and again */
export function describeAnyTimers(name: string, makeDisk: () => Promise<Disk>, runs: number): void {
  const { numRuns, timeout } = numberOfRuns(runs);
  describe(`any lives of timers, kept in ${name}`, () => {
    it(
      "leave each of them due exactly once at a time",
      async () => {
        await fc.assert(
          fc.asyncProperty(plans, async (turns) => {
            const disk = await makeDisk();
            try {
              await live(turns, disk.open);
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
