import { constants, deflateRawSync, deflateSync, inflateSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { joinBytes } from "../bytes.ts";
import { nodeDeflater } from "./node-deflater.suite.ts";
import { ZlibInflater } from "./zlib-inflater.ts";

interface Result {
  readonly output: Uint8Array;
  readonly consumed: number;
  readonly state: string;
}

/** Feeds pieces of `size` bytes, taking at most `room` bytes at a time, up to the end. */
function inflate(stream: Uint8Array, size: number, room: number): Result {
  const inflater = new ZlibInflater();
  const parts: Uint8Array[] = [];
  let consumed = 0;
  let state = "more";
  while (consumed < stream.length && (state === "more" || state === "full")) {
    const step = inflater.inflate(stream.subarray(consumed, consumed + size), room);
    expect(step.output.length).toBeLessThanOrEqual(room);
    parts.push(step.output.slice());
    consumed += step.consumed;
    state = step.state;
  }
  return { output: joinBytes(parts), consumed, state };
}

/** Bytes with much and with little repetition. */
const data = fc.oneof(
  fc.uint8Array({ maxLength: 2000 }),
  fc
    .array(fc.constantFrom("look ", "say ", "north ", "\r\n", "a"), { maxLength: 500 })
    .map((words) => new TextEncoder().encode(words.join(""))),
);
const settings = fc.record({
  level: fc.integer({ min: 0, max: 9 }),
  strategy: fc.integer({ min: 0, max: 4 }),
  windowBits: fc.integer({ min: 9, max: 15 }),
});
const tail = new TextEncoder().encode("plain again");

describe("the inflater", () => {
  it("reads what zlib writes, in pieces of any size, to the byte", () => {
    fc.assert(
      fc.property(
        data,
        settings,
        fc.integer({ min: 1, max: 600 }),
        fc.integer({ min: 1, max: 600 }),
        (...given) => {
          const [bytes, options, size, room] = given;
          const stream = deflateSync(bytes, options);
          const result = inflate(joinBytes([stream, tail]), size, room);
          expect(result.state).toBe("end");
          expect(result.consumed).toBe(stream.length);
          expect(Buffer.compare(result.output, bytes)).toBe(0);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("gives what a flush has made readable", () => {
    const inflater = new ZlibInflater();
    const stream = deflateSync(Buffer.from("look\r\n"), { finishFlush: constants.Z_SYNC_FLUSH });
    const step = inflater.inflate(stream, 1000);
    expect(new TextDecoder().decode(step.output)).toBe("look\r\n");
    expect(step).toMatchObject({ consumed: stream.length, state: "more" });
  });

  it("reads windows larger than its pieces", () => {
    const bytes = new Uint8Array(100_000).map((_, at) => (at * at) >> 7);
    expect(Buffer.compare(inflate(deflateSync(bytes), 512, 16_384).output, bytes)).toBe(0);
  });

  it("agrees with zlib about which bytes are no stream", () => {
    fc.assert(
      fc.property(data, fc.nat(), fc.integer({ min: 1, max: 255 }), (bytes, where, change) => {
        const stream = Uint8Array.from(deflateSync(bytes));
        const at = where % stream.length;
        stream[at] = (stream[at] ?? 0) ^ change;
        const ours = inflate(stream, 64, 4096);
        const theirs = nodeInflate(stream);
        expect(ours.state === "end").toBe(theirs !== null);
        if (theirs !== null) expect(Buffer.compare(ours.output, theirs)).toBe(0);
      }),
      { numRuns: 500 },
    );
  });

  it("never throws and never loops on any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
        inflate(Uint8Array.of(0x78, 0x9c, ...bytes), 7, 64);
        inflate(bytes, 500, 64);
      }),
      { numRuns: 500 },
    );
  });

  it("is of no use after an error", () => {
    const inflater = new ZlibInflater();
    expect(inflater.inflate(Uint8Array.of(0xde, 0xad), 10).state).toBe("error");
    expect(inflater.inflate(deflateSync("look"), 10).state).toBe("error");
  });

  it("refuses a stream that needs a dictionary", () => {
    const stream = deflateSync("look", { dictionary: Buffer.from("look") });
    expect(inflate(stream, 100, 100).state).toBe("error");
  });
});

function nodeInflate(stream: Uint8Array): Uint8Array | null {
  try {
    return inflateSync(stream);
  } catch {
    return null;
  }
}

describe("the deflate stream", () => {
  it("is one zlib stream, every batch readable at once", () => {
    fc.assert(
      fc.property(fc.array(data, { maxLength: 8 }), (batches) => {
        const deflater = nodeDeflater();
        let wire = new Uint8Array(0);
        let sent = new Uint8Array(0);
        for (const batch of batches) {
          wire = Uint8Array.from([...wire, ...deflater.deflate(batch)]);
          sent = Uint8Array.from([...sent, ...batch]);
          const sofar = inflateSync(wire, { finishFlush: constants.Z_SYNC_FLUSH });
          expect(Buffer.compare(sofar, sent)).toBe(0);
        }
        const whole = joinBytes([wire, deflater.finish()]);
        expect(Buffer.compare(inflateSync(whole), sent)).toBe(0);
        expect(inflate(whole, 100, 1000).state).toBe("end");
      }),
      { numRuns: 50 },
    );
  });

  it("remembers what it sent before", () => {
    const deflater = nodeDeflater();
    const room = new TextEncoder().encode("A small room with a lantern. Exits lead north and south.\r\n");
    const first = deflater.deflate(room).length;
    expect(deflater.deflate(room).length).toBeLessThan(first / 3);
    expect(deflateRawSync(room).length).toBeGreaterThan(first / 3);
  });
});
