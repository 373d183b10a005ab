import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { numbered, SentFrames } from "./sent-frames.ts";

const frame = (text: string): Buffer => Buffer.from(JSON.stringify(["text", [text], {}]));

describe("SentFrames", () => {
  it("keeps what did not arrive yet, in order", () => {
    const sent = new SentFrames();
    for (const text of ["a", "b", "c"]) sent.add(frame(text));
    expect([...(sent.after(1)?.frames ?? [])].map(([number]) => number)).toEqual([2, 3]);
    expect(sent.after(3)).toEqual({ frames: [], lost: 0 });
    sent.ask();
    sent.add(frame("d"));
    sent.arrived();
    expect(sent.after(3)).toMatchObject({ lost: 0, frames: [[4, frame("d")]] });
    expect(sent.after(1)).toMatchObject({ lost: 2 });
  });

  it("knows that nobody can have got what was never sent", () => {
    const sent = new SentFrames();
    expect(sent.after(0)).toEqual({ frames: [], lost: 0 });
    expect(sent.after(1)).toBeNull();
    expect(sent.after(-1)).toBeNull();
  });

  it("gives everything that was missed, or says how much is gone, whatever its size", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 100_000 }), { maxLength: 60 }),
        fc.nat({ max: 60 }),
        (sizes, last) => {
          const sent = new SentFrames();
          for (const size of sizes) sent.add(Buffer.alloc(size));
          const missed = sent.after(last);
          expect(missed === null).toBe(last > sizes.length);
          const frames = [...(missed?.frames ?? [])];
          const expected = Math.max(0, sizes.length - last);
          expect(frames.length + (missed?.lost ?? 0)).toBe(expected);
          expect(frames.reduce((sum, [, { length }]) => sum + length, 0)).toBeLessThanOrEqual(256 * 1024);
          expect(frames.map(([, { length }]) => length)).toEqual(sizes.slice(sizes.length - frames.length));
        },
      ),
    );
  });
});

describe("numbered", () => {
  it("puts the number among the named arguments, and changes nothing else", () => {
    const kwargs = fc.dictionary(fc.string(), fc.jsonValue());
    fc.assert(
      fc.property(fc.string(), fc.array(fc.jsonValue()), kwargs, fc.nat(), (name, args, named, number) => {
        const whole = Buffer.from(JSON.stringify([name, args, named]));
        const parsed: unknown = JSON.parse(numbered(whole, number).toString());
        const expected: unknown = JSON.parse(JSON.stringify([name, args, { ...named, seq: number }]));
        expect(parsed).toEqual(expected);
      }),
    );
  });
});
