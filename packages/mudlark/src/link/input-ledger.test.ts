import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputLedger, inputWindow } from "./input-ledger.ts";

const roomy = (): { lines: number; bytes: number } => ({ lines: 1000, bytes: 1_000_000 });
const line = (text: string): { type: "line"; text: string } => ({ type: "line", text });

describe("InputLedger", () => {
  it("puts at most a window of inputs on the link", () => {
    const ledger = new InputLedger(roomy);
    for (let n = 1; n <= 100; n++) ledger.add(line(`${n}`));
    expect(ledger.takeSendable()).toHaveLength(inputWindow);
    expect(ledger.takeSendable()).toHaveLength(0);
    ledger.acknowledge(5);
    expect(ledger.takeSendable().map((entry) => entry.number)).toEqual([33, 34, 35, 36, 37]);
  });

  it("refuses what is over its limits, and has room again when things were sent", () => {
    const ledger = new InputLedger(() => ({ lines: 2, bytes: 10 }));
    expect([ledger.add(line("a")), ledger.add(line("b")), ledger.add(line("c"))]).toEqual([1, 2, null]);
    ledger.takeSendable();
    expect(ledger.add(line("0123456789"))).toBe(3);
    expect(ledger.add(line("x"))).toBeNull();
  });

  it("gives a dropped number to nobody else", () => {
    const ledger = new InputLedger(roomy);
    ledger.add(line("a"));
    ledger.add(line("b"));
    ledger.takeSendable();
    expect([ledger.drop(1), ledger.drop(1)]).toEqual([true, false]);
    ledger.rewind();
    expect(ledger.takeSendable().map((entry) => entry.number)).toEqual([2]);
    expect(ledger.add(line("c"))).toBe(3);
  });

  it("lets a world that remembers what it stored do every input once and in order, however often it dies", () => {
    const step = fc.constantFrom("type", "send", "work", "tell", "die");
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
        const ledger = new InputLedger(roomy);
        let typed = 0;
        let link: number[] = [];
        /** What the world's store says, and what of it the gateway has not heard. */
        const done: number[] = [];
        let untold = 0;
        const act = (what: string): void => {
          if (what === "type") expect(ledger.add(line(String(++typed)))).toBe(typed);
          if (what === "send") link.push(...ledger.takeSendable().map((entry) => entry.number));
          if (what === "work") {
            const number = link.shift();
            if (number !== undefined && number > (done.at(-1) ?? 0)) done.push(number);
            if (number !== undefined) untold = number;
          }
          if (what === "tell") ledger.acknowledge(untold);
          if (what === "die") {
            link = [];
            untold = 0;
            ledger.rewind();
          }
        };
        for (const what of steps) act(what);
        act("die");
        for (let n = 0; n <= typed; n++) for (const what of ["send", "work", "tell"]) act(what);
        expect(done).toEqual(Array.from({ length: typed }, (_, n) => n + 1));
        expect(ledger.size).toBe(0);
      }),
    );
  });
});
