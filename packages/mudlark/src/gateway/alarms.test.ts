import { beforeEach, expect, it } from "vitest";
import { FakeClock } from "../testing/fake-clock.ts";
import { Alarms, type Sleeper } from "./alarms.ts";

let clock: FakeClock;
let alarms: Alarms;
let woken: (readonly [name: string, at: number])[];
let start: number;

beforeEach(() => {
  clock = new FakeClock();
  alarms = new Alarms(clock);
  woken = [];
  start = clock.monotonic();
});

const sleeper = (name: string): Sleeper => ({
  wake: () => woken.push([name, clock.monotonic() - start]),
});

it("wakes at the very moment whoever sleeps for less than a second", () => {
  alarms.set(sleeper("second"), start + 301);
  alarms.set(sleeper("first"), start + 300);
  alarms.set(sleeper("late"), start - 5);
  clock.advance(1000);
  expect(woken).toEqual([
    ["late", 0],
    ["first", 300],
    ["second", 301],
  ]);
});

it("wakes all others together, at most a second late", () => {
  const moments = [29_001, 29_400, 29_999].map((after) => alarms.set(sleeper(`${after}`), start + after));
  expect(new Set(moments).size).toBeLessThanOrEqual(2);
  clock.advance(31_000);
  expect(woken.map(([name]) => name)).toEqual(["29001", "29400", "29999"]);
  for (const [name, at] of woken) {
    expect(at).toBeGreaterThanOrEqual(Number(name));
    expect(at).toBeLessThanOrEqual(Number(name) + 1000);
  }
});

it("lets sleep whoever is cancelled, and wakes the others", () => {
  const [first, second] = [sleeper("first"), sleeper("second")];
  const moment = alarms.set(first, start + 500);
  alarms.set(second, start + 500);
  alarms.cancel(first, moment);
  clock.advance(500);
  alarms.cancel(second, moment);
  expect(woken).toEqual([["second", 500]]);
});

it("wakes whoever sets an alarm while it is woken, again", () => {
  const again: Sleeper = {
    wake: () => {
      woken.push(["again", clock.monotonic() - start]);
      if (woken.length < 3) alarms.set(again, clock.monotonic());
    },
  };
  alarms.set(again, start + 10);
  clock.advance(10);
  expect(woken).toHaveLength(3);
});
