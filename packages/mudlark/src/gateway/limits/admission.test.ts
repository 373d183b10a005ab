import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FakeClock } from "../../testing/fake-clock.ts";
import { Admission } from "./admission.ts";

function createAdmission(perSecond: number): {
  readonly clock: FakeClock;
  readonly admission: Admission<string>;
  readonly admitted: string[];
  readonly told: string[];
} {
  const clock = new FakeClock();
  const admitted: string[] = [];
  const told: string[] = [];
  const admission = new Admission<string>({
    clock,
    perSecond: () => perSecond,
    admit: (item) => void admitted.push(item),
    queued: (item, seconds) => void told.push(`${item} ${seconds}`),
  });
  return { clock, admission, admitted, told };
}

describe("Admission", () => {
  it("lets nobody in before it is opened", () => {
    const { clock, admission, admitted } = createAdmission(5);
    admission.enter("a", "a1");
    clock.advance(60_000);
    expect(admitted).toEqual([]);
    admission.open();
    expect(admitted).toEqual(["a1"]);
  });

  it("tells each who waits once, with the length of the queue in seconds", () => {
    const { clock, admission, told } = createAdmission(1);
    admission.open();
    for (const name of ["a", "b", "c", "d"]) admission.enter(name, name);
    clock.advance(10_000);
    expect(told).toEqual(["b 1", "c 2", "d 3"]);
  });

  it("takes turns between addresses", () => {
    const { clock, admission, admitted } = createAdmission(1);
    for (const name of ["a1", "a2", "a3", "b1", "c1"]) admission.enter(name.slice(0, 1), name);
    admission.open();
    clock.advance(5000);
    expect(admitted).toEqual(["a1", "b1", "c1", "a2", "a3"]);
  });

  it("has room for 500 who wait", () => {
    const { admission } = createAdmission(1);
    for (let count = 0; count < 500; count++) expect(admission.enter(`${count}`, `${count}`)).toBe(true);
    expect(admission.enter("x", "x")).toBe(false);
  });

  it("lets everybody in at once without a limit", () => {
    const { admission, admitted } = createAdmission(0);
    admission.open();
    for (let count = 0; count < 1000; count++) admission.enter("a", `${count}`);
    expect(admitted).toHaveLength(1000);
  });

  it("admits everybody who stays exactly once, and no faster than it may", () => {
    const visitor = fc.record({
      group: fc.constantFrom("a", "b", "c"),
      waitMs: fc.integer({ min: 0, max: 2000 }),
      leaves: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(visitor, { maxLength: 40 }), fc.integer({ min: 1, max: 5 }), (visitors, rate) => {
        const { clock, admission, admitted } = createAdmission(rate);
        admission.open();
        const stayed: string[] = [];
        const begin = clock.now();
        for (const [index, { group, waitMs, leaves }] of visitors.entries()) {
          const name = `${group}${index}`;
          admission.enter(group, name);
          if (leaves) admission.leave(group, name);
          if (!leaves || admitted.includes(name)) stayed.push(name);
          clock.advance(waitMs);
          const most = rate + ((clock.now() - begin) / 1000) * rate;
          expect(admitted.length).toBeLessThanOrEqual(Math.ceil(most));
        }
        clock.advance(60_000);
        expect(admitted.toSorted()).toEqual(stayed.toSorted());
        expect(clock.waiting).toBe(0);
      }),
    );
  });
});
