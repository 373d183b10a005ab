import { describe, expect, it } from "vitest";
import { FakeClock } from "../../testing/fake-clock.ts";
import { Throttle, type Attempts, type ThrottleStorage } from "./throttle.ts";

function memory(): ThrottleStorage {
  let kept: Attempts = {};
  return { read: () => kept, write: (attempts) => void (kept = attempts) };
}

describe("Throttle", () => {
  it("blocks once the list is full, until its window after the newest attempt", () => {
    const clock = new FakeClock();
    const throttle = new Throttle(clock, memory(), () => ({ max: 3, window: 10 }));
    expect([throttle.count("a"), throttle.count("a"), throttle.isBlocked("a")]).toEqual([
      false,
      false,
      false,
    ]);
    clock.advance(9000);
    expect(throttle.count("a")).toBe(true);
    expect([throttle.isBlocked("a"), throttle.isBlocked("b")]).toEqual([true, false]);
    clock.advance(9999);
    expect(throttle.count("a")).toBe(false);
    clock.advance(1);
    expect(throttle.isBlocked("a")).toBe(false);
  });

  it("forgets keys that nobody tried lately", () => {
    const clock = new FakeClock();
    const storage = memory();
    const throttle = new Throttle(clock, storage, () => ({ max: 3, window: 10 }));
    for (let n = 0; n < 50; n++) throttle.count(`10.0.0.${n}`);
    clock.advance(10_000);
    throttle.count("other");
    expect(Object.keys(storage.read())).toEqual(["other"]);
  });

  it("forgives what a key tried about one thing, and nothing else", () => {
    const storage = memory();
    const throttle = new Throttle(new FakeClock(), storage, () => ({ max: 3, window: 10 }));
    for (const [key, about] of [
      ["a", "anna"],
      ["a", "bert"],
      ["a", "anna"],
      ["b", "anna"],
    ] as const) {
      throttle.count(key, about);
    }
    throttle.forgive("a", "anna");
    expect(throttle.isBlocked("a")).toBe(false);
    expect(Object.entries(storage.read()).map(([key, tries]) => [key, tries.map(([, of]) => of)])).toEqual([
      ["b", ["anna"]],
      ["a", ["bert"]],
    ]);
    throttle.forgive("b", "anna");
    expect(Object.keys(storage.read())).toEqual(["a"]);
  });

  it("can be switched off", () => {
    const throttle = new Throttle(new FakeClock(), memory(), () => ({ max: null, window: 10 }));
    for (let n = 0; n < 50; n++) throttle.count("a");
    expect(throttle.isBlocked("a")).toBe(false);
  });
});
