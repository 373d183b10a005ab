import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonValue } from "../base/json.ts";
import { InputLedger, inputWindow, type LedgerLimits, type NewInput } from "./input-ledger.ts";

const roomy = (): LedgerLimits => ({ lines: 1000, bytes: 1_000_000 });
const line = (text: string): NewInput => ({ type: "line", text });
const numbers = (ledger: InputLedger, most?: number): number[] =>
  ledger.takeSendable(most).map((entry) => entry.number);

function ledgerOf(count: number): InputLedger {
  const ledger = new InputLedger(roomy);
  for (let n = 1; n <= count; n++) ledger.add(line(`${n}`));
  return ledger;
}

describe("InputLedger", () => {
  it("puts at most a window of inputs on the link", () => {
    const ledger = ledgerOf(100);
    expect(ledger.takeSendable()).toHaveLength(inputWindow);
    expect(ledger.takeSendable()).toHaveLength(0);
    ledger.acknowledge(5);
    expect(numbers(ledger)).toEqual([33, 34, 35, 36, 37]);
    expect(ledger).toMatchObject({ size: 95, waiting: 63, acknowledged: 5 });
  });

  it("hands out fewer when asked, so that a suspect can run alone", () => {
    const ledger = ledgerOf(5);
    numbers(ledger);
    ledger.rewind();
    expect([numbers(ledger, 1), numbers(ledger, 0), numbers(ledger)]).toEqual([[1], [], [2, 3, 4, 5]]);
  });

  it("refuses what is over its limits, and has room again when things were sent", () => {
    let limits: LedgerLimits = { lines: 2, bytes: 10 };
    const ledger = new InputLedger(() => limits);
    expect([ledger.add(line("a")), ledger.add(line("b")), ledger.add(line("c"))]).toEqual([1, 2, null]);
    ledger.takeSendable();
    expect(ledger.add(line("éé23456"))).toBe(3);
    expect(ledger.bytes).toBe(9);
    expect(ledger.add(line("é"))).toBeNull();
    limits = { lines: 2, bytes: 11 };
    expect(ledger.add(line("é"))).toBe(4);
  });

  it("keeps what it took when it is sent back, even over its limits", () => {
    const ledger = new InputLedger(() => ({ lines: 1, bytes: 10 }));
    for (const text of ["one", "two", "three"]) {
      ledger.add(line(text));
      ledger.takeSendable();
    }
    ledger.rewind();
    expect(ledger).toMatchObject({ size: 3, waiting: 3, bytes: 11 });
    expect(ledger.add(line(""))).toBeNull();
    expect(numbers(ledger)).toEqual([1, 2, 3]);
    expect(ledger.bytes).toBe(0);
  });

  it("counts a command as its JSON, and takes none that is too deep to write", () => {
    const ledger = new InputLedger(roomy);
    const nested = (levels: number): JsonValue =>
      JSON.parse("[".repeat(levels) + "]".repeat(levels)) as JsonValue;
    const command = (args: readonly JsonValue[]): NewInput => ({
      type: "command",
      command: { name: "get", args, kwargs: {} },
    });
    expect(ledger.add(command(["ü"]))).toBe(1);
    expect(ledger.bytes).toBe('["get",["ü"],{}]'.length + 1);
    expect(ledger.add(command([nested(100_000)]))).toBeNull();
    expect(ledger.add(command([nested(20)]))).toBe(2);
  });

  it("gives a dropped number to nobody else", () => {
    const ledger = ledgerOf(2);
    ledger.takeSendable();
    expect([ledger.drop(1), ledger.drop(1), ledger.drop(7)]).toEqual([true, false, false]);
    expect(ledger.acknowledged).toBe(1);
    ledger.rewind();
    expect(numbers(ledger)).toEqual([2]);
    expect(ledger.add(line("c"))).toBe(3);
    expect(ledger.drop(3)).toBe(true);
    expect(ledger).toMatchObject({ size: 1, waiting: 0, bytes: 0 });
    ledger.acknowledge(2);
    expect(ledger).toMatchObject({ size: 0, acknowledged: 3 });
  });

  it("believes news of a world that is gone, and no news of what was never sent", () => {
    const ledger = ledgerOf(40);
    ledger.takeSendable(10);
    ledger.rewind();
    ledger.acknowledge(4);
    expect(numbers(ledger, 3)).toEqual([5, 6, 7]);
    ledger.acknowledge(1_000_000);
    expect(ledger.acknowledged).toBe(10);
    expect(numbers(ledger, 1)).toEqual([11]);
    ledger.acknowledge(2);
    expect(ledger.acknowledged).toBe(10);
  });

  it("lets a world that remembers what it stored do every input once and in order, however often it dies", () => {
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.constant("type" as const) },
      { weight: 4, arbitrary: fc.constant("work" as const) },
      fc.constantFrom("send" as const, "sendOne" as const, "tell" as const, "die" as const, "drop" as const),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 400 }), (steps) => {
        const ledger = new InputLedger(roomy);
        const dropped: number[] = [];
        let typed = 0;
        let onLink: number[] = [];
        /** What the world's store says was done, and the news of it that the gateway has not heard. */
        const done: number[] = [];
        let untold = 0;
        const acts = {
          type: () => expect(ledger.add(line(String(++typed)))).toBe(typed),
          send: () => void onLink.push(...numbers(ledger)),
          sendOne: () => void onLink.push(...numbers(ledger, 1)),
          work: () => {
            const number = onLink.shift();
            if (number === undefined) return;
            if (number > (done.at(-1) ?? 0)) done.push(number);
            untold = number;
          },
          tell: () => ledger.acknowledge(untold),
          die: () => {
            onLink = [];
            untold = 0;
            ledger.rewind();
          },
          /** The gateway killed a world that hung on the next line. */
          drop: () => {
            const [running] = onLink;
            if (running === undefined || done.includes(running)) return;
            ledger.drop(running);
            dropped.push(running);
            acts.die();
          },
        };
        for (const what of steps) {
          acts[what]();
          expect(ledger.size - ledger.waiting).toBeLessThanOrEqual(inputWindow);
        }
        acts.die();
        for (let n = 0; n <= typed; n++) for (const what of ["send", "work", "tell"] as const) acts[what]();
        const all = Array.from({ length: typed }, (_, n) => n + 1);
        expect(done).toEqual(all.filter((number) => !dropped.includes(number)));
        expect(ledger).toMatchObject({ size: 0, waiting: 0, bytes: 0, acknowledged: typed });
      }),
      { numRuns: 300 },
    );
  });
});
