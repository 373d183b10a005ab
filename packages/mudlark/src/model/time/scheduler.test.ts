import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { passTime } from "../../testing/pass-time.ts";
import { testKernel } from "../../testing/test-kernel.ts";
import { DueQueue } from "./due-queue.ts";
import { Scheduler } from "./scheduler.ts";

describe("the queue of what falls due", () => {
  it("gives everything in the order of its time, and of its coming when that is the same", () => {
    const dues = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 60 });
    fc.assert(
      fc.property(dues, fc.integer({ min: 0, max: 20 }), (times, limit) => {
        const queue = new DueQueue<{ readonly due: number; readonly order: number }>();
        const items = times.map((due, order) => ({ due, order }));
        for (const item of items) queue.push(item);
        queue.keep(({ due }) => due <= limit);
        const kept = items.filter(({ due }) => due <= limit);
        const given = kept.map(() => queue.pop());
        expect(given).toEqual(kept.sort((a, b) => a.due - b.due || a.order - b.order));
        expect([queue.size, queue.pop()]).toEqual([0, undefined]);
      }),
    );
  });
});

describe("the scheduler", () => {
  const day = 24 * 60 * 60;

  it("waits longer than a timer of the runtime can", async () => {
    const { kernel, clock, turn } = await testKernel();
    const scheduler = new Scheduler(clock, kernel.turns);
    let rings = 0;
    await turn(() => scheduler.alarm("year", () => (rings += 1)).set(scheduler.now + 365 * day * 1000));
    scheduler.start();
    await passTime(clock, kernel.turns, 364 * day);
    expect([rings, clock.waiting]).toEqual([0, 1]);
    await passTime(clock, kernel.turns, day);
    expect([rings, clock.waiting]).toEqual([1, 0]);
  });

  it("rings nothing while it is stopped, not even what is queued already", async () => {
    const { kernel, clock, turn } = await testKernel();
    const scheduler = new Scheduler(clock, kernel.turns);
    let rings = 0;
    await turn(() => scheduler.alarm("soon", () => (rings += 1)).set(scheduler.now + 1000));
    await passTime(clock, kernel.turns, 5);
    expect(rings).toBe(0);
    scheduler.start();
    clock.advance(0);
    scheduler.stop();
    await passTime(clock, kernel.turns, 5);
    expect(rings).toBe(0);
    scheduler.start();
    await passTime(clock, kernel.turns, 0);
    expect(rings).toBe(1);
  });

  it("rings each alarm once for the last time it was set to, whatever was undone", async () => {
    type Step = { readonly alarm: number; readonly seconds: number | null; readonly throws: boolean };
    const steps = fc.array(
      fc.record<Step>({
        alarm: fc.integer({ min: 0, max: 2 }),
        seconds: fc.option(fc.integer({ min: 0, max: 9 }), { nil: null }),
        throws: fc.boolean(),
      }),
      { maxLength: 25 },
    );
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const { kernel, clock, turn } = await testKernel();
        const scheduler = new Scheduler(clock, kernel.turns);
        const rings: [number, number][] = [];
        const alarms = [0, 1, 2].map((n) => scheduler.alarm(`a ${n}`, () => rings.push([n, scheduler.now])));
        const wanted: (number | null)[] = [null, null, null];
        scheduler.start();
        for (const { alarm, seconds, throws } of all) {
          const due = seconds === null ? null : scheduler.now + 1000 * (seconds + 1);
          const work = turn(() => {
            if (due === null) alarms[alarm]?.cancel();
            else alarms[alarm]?.set(due);
            if (throws) throw new Error("undo");
          });
          await work.catch(() => {});
          if (!throws) wanted[alarm] = due;
        }
        await passTime(clock, kernel.turns, 60);
        const expected = wanted.flatMap((due, n): [number, number][] => (due === null ? [] : [[n, due]]));
        expect(rings.toSorted(([a], [b]) => a - b)).toEqual(expected);
        expect(clock.waiting).toBe(0);
      }),
      { numRuns: 50 },
    );
  });
});
