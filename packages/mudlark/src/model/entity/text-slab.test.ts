import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TextSlab } from "./text-slab.ts";

describe("TextSlab", () => {
  it("gives texts back as they were, whatever is in them", () => {
    const slab = new TextSlab();
    const texts = ["", "plain", "Grüße", "日本語 🐉", "\u0000\n", "x".repeat(300_000), "after a long one"];
    const addresses = texts.map((text) => slab.add(text));
    expect(addresses.map((address) => slab.read(address))).toEqual(texts);
  });

  it("holds whatever it is given and asked for, in any order", () => {
    const text = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 200 }),
      fc.integer({ min: 1000, max: 300_000 }).map((length) => "z".repeat(length)),
    );
    const step = fc.oneof(fc.record({ add: text }), fc.record({ take: fc.nat() }));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const slab = new TextSlab();
        const held: { readonly address: number; readonly text: string }[] = [];
        for (const each of steps) {
          if ("add" in each) held.push({ address: slab.add(each.add), text: each.add });
          else if (held.length > 0) {
            const [taken] = held.splice(each.take % held.length, 1);
            expect(slab.take(taken?.address ?? -1)).toBe(taken?.text);
          }
        }
        for (const { address, text: expected } of held) expect(slab.read(address)).toBe(expected);
      }),
      { numRuns: 50 },
    );
  });

  it("lets go of memory when every text of a chunk was taken", () => {
    const slab = new TextSlab();
    const addresses = Array.from({ length: 5000 }, (_, n) => slab.add(`text ${n} ${"y".repeat(200)}`));
    const held = slab.heldBytes;
    for (const address of addresses) slab.take(address);
    expect(slab.liveBytes).toBe(0);
    expect(slab.heldBytes).toBeLessThan(held / 3);
  });

  it("does not grow when texts come and go", () => {
    const slab = new TextSlab();
    for (let round = 0; round < 50; round++) {
      const addresses = Array.from({ length: 500 }, (_, n) => slab.add(`${round} ${n} ${"y".repeat(1000)}`));
      for (const address of addresses) slab.take(address);
    }
    expect(slab.heldBytes).toBeLessThan(2_000_000);
  });

  it("tells which texts are left over in a chunk of texts that are gone", () => {
    const slab = new TextSlab();
    const addresses = Array.from({ length: 5000 }, (_, n) => slab.add(`text ${n} ${"y".repeat(200)}`));
    const [first = -1, ...others] = addresses;
    expect(slab.isSparse(first)).toBe(false);
    for (const address of others) slab.take(address);
    expect(slab.isSparse(first)).toBe(true);
  });

  it("refuses addresses it never gave", () => {
    expect(() => new TextSlab().read(7)).toThrow(RangeError);
  });
});
