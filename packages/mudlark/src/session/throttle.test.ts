import { describe, expect, it } from "vitest";
import { FakeClock } from "../testing/fake-clock.ts";
import { Throttle, throttleKey, type ThrottleStorage } from "./throttle.ts";

function memory(): ThrottleStorage {
  let kept: Readonly<Record<string, readonly number[]>> = {};
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

  it("can be switched off", () => {
    const throttle = new Throttle(new FakeClock(), memory(), () => ({ max: null, window: 10 }));
    for (let n = 0; n < 50; n++) throttle.count("a");
    expect(throttle.isBlocked("a")).toBe(false);
  });
});

describe("throttleKey", () => {
  it.each([
    ["192.0.2.7", "192.0.2.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
    ["2001:db8::7", "2001:db8:0:0"],
    ["::1", "0:0:0:0"],
  ])("makes one key of %s", (address, key) => {
    expect(throttleKey(address)).toBe(key);
  });
});
