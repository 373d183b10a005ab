import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Deadlines } from "./deadlines.ts";
import { SlidingCounter } from "./sliding-counter.ts";
import { TokenBucket } from "./token-bucket.ts";

describe("the sliding counter", () => {
  it("counts up to its limit in a window, and anew when time has passed", () => {
    const counter = new SlidingCounter(3, 1000);
    expect([0, 1, 2, 3].map(() => counter.count(500_000))).toEqual([true, true, true, false]);
    expect(counter.count(500_899)).toBe(false);
    expect(counter.count(501_000)).toBe(true);
  });

  it("never allows more than twice its limit in a window, nor less than its limit", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 200 }), (pauses) => {
        const counter = new SlidingCounter(10, 1000);
        const allowed: number[] = [];
        let now = 0;
        for (const pause of pauses) {
          now += pause;
          const recent = allowed.filter((at) => at > now - 1000).length;
          const granted = counter.count(now);
          if (recent < 10 - allowed.filter((at) => at <= now - 1000 && at > now - 1100).length) {
            expect(granted).toBe(true);
          }
          if (granted) allowed.push(now);
          expect(allowed.filter((at) => at > now - 900).length).toBeLessThanOrEqual(10);
        }
      }),
    );
  });
});

describe("the token bucket", () => {
  it("gives its burst at once, then what time brings", () => {
    const bucket = new TokenBucket(1000, 5000, 0);
    expect(bucket.available(0)).toBe(5000);
    bucket.take(5000);
    expect(bucket.available(0)).toBe(0);
    expect(bucket.available(1500)).toBe(1500);
    expect(bucket.available(1e9)).toBe(5000);
  });
});

describe("deadlines", () => {
  it("come due in any order, each once", () => {
    const deadlines = new Deadlines<"a" | "b" | "c">();
    expect(deadlines.next).toBeNull();
    deadlines.set("a", 30);
    deadlines.set("b", 10);
    deadlines.set("c", 20);
    deadlines.set("a", 5);
    deadlines.clear("c");
    expect(deadlines.next).toBe(5);
    expect(deadlines.takeDue(4)).toBeNull();
    expect([deadlines.takeDue(100), deadlines.takeDue(100), deadlines.takeDue(100)]).toEqual([
      "a",
      "b",
      null,
    ]);
  });
});
