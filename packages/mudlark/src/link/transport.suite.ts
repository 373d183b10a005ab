import { afterEach, describe, expect, it } from "vitest";
import { FrameWriter } from "./frame-writer.ts";
import { FrameDecoder } from "./frame.ts";
import type { Transport } from "./transport.ts";

interface Pair {
  readonly left: Transport;
  readonly right: Transport;
  readonly dispose: () => Promise<void>;
}

/** What every transport must do. `createPair` gives two connected ends and a way to clean up after them. */
export function describeTransport(name: string, createPair: () => Promise<Pair>): void {
  describe(`${name} transport`, () => {
    let dispose = async (): Promise<void> => {};
    afterEach(() => dispose());

    async function open(): Promise<Pair> {
      const pair = await createPair();
      ({ dispose } = pair);
      return pair;
    }

    it("brings bytes over whole and in order, both ways", async () => {
      const { left, right } = await open();
      const there = collect(right, 300_000);
      const back = collect(left, 3);
      for (let n = 0; n < 300; n++) left.write(Buffer.alloc(1000, n % 251));
      right.write(Buffer.from("abc"));
      expect((await back).toString()).toBe("abc");
      const bytes = await there;
      expect([...bytes].filter((_, at) => at % 1000 === 0)).toEqual(
        Array.from({ length: 300 }, (_, n) => n % 251),
      );
      expect(bytes).toHaveLength(300_000);
    });

    it("brings frames over wherever the writes cut them", async () => {
      const { left, right } = await open();
      const bytes = frameBytes(["The tide", "turns – é", ""]);
      for (let cut = 0; cut <= bytes.length; cut++) {
        const arrived = collectFrames(right, 3);
        left.write(bytes.subarray(0, cut));
        if (cut % 2 === 0) await tick();
        left.write(bytes.subarray(cut));
        expect(await arrived).toEqual(["The tide", "turns – é", ""]);
      }
    });

    it("delivers in a later tick, and keeps what comes before there is a handler", async () => {
      const { left, right } = await open();
      left.write(Buffer.from("early"));
      await tick();
      const arrived = collect(right, 5);
      const beforeTick = await Promise.race([arrived, Promise.resolve(null)]);
      expect(beforeTick).toBeNull();
      expect((await arrived).toString()).toBe("early");
    });

    it("delivers what was written before it was closed, then tells both ends once", async () => {
      const { left, right } = await open();
      const ends: string[] = [];
      const closed = Promise.all([
        new Promise<void>((resolve) => left.onClose(() => resolve(void ends.push("left")))),
        new Promise<void>((resolve) => right.onClose(() => resolve(void ends.push("right")))),
      ]);
      const arrived = collect(right, 1_000_004);
      left.write(Buffer.alloc(1_000_000));
      left.write(Buffer.from("last"));
      left.close();
      left.close();
      left.write(Buffer.from("too late"));
      expect(ends).toEqual([]);
      expect((await arrived).subarray(1_000_000).toString()).toBe("last");
      await closed;
      right.close();
      right.write(Buffer.from("too late"));
      await tick();
      expect(ends.toSorted()).toEqual(["left", "right"]);
    });

    it("hears nothing more after it was closed", async () => {
      const { left, right } = await open();
      const heard: string[] = [];
      left.onData((chunk) => heard.push(chunk.toString()));
      const closed = new Promise<void>((resolve) => right.onClose(() => resolve()));
      right.onData(() => {});
      right.write(Buffer.from("unheard"));
      left.close();
      await closed;
      expect(heard).toEqual([]);
    });

    it("tells a handler that comes after the end", async () => {
      const { left, right } = await open();
      right.onData(() => {});
      const first = new Promise<void>((resolve) => right.onClose(() => resolve()));
      left.close();
      await first;
      await tick();
      expect(await new Promise((resolve) => left.onClose(resolve))).toBeNull();
    });

    it("counts what waits, and says when it has gone out", async () => {
      const { left, right } = await open();
      for (const size of [10, 8 * 1024 * 1024]) {
        const drained = new Promise<number>((resolve) => left.onDrain(() => resolve(left.unsent)));
        const arrived = collect(right, size);
        left.write(Buffer.alloc(size));
        if (size > 1_000_000) expect(left.unsent).toBeGreaterThan(0);
        expect(await drained).toBe(0);
        expect(await arrived).toHaveLength(size);
      }
    });
  });
}

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function collect(transport: Transport, bytes: number): Promise<Buffer> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    transport.onData((chunk) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= bytes) resolve(Buffer.concat(chunks));
    });
  });
}

function frameBytes(texts: readonly string[]): Buffer {
  const writer = new FrameWriter();
  for (const text of texts) {
    const frame = writer.begin(0x21, [1, 2]);
    writer.text(text);
    writer.end(frame);
  }
  return writer.take();
}

function collectFrames(transport: Transport, count: number): Promise<string[]> {
  return new Promise((resolve) => {
    const decoder = new FrameDecoder();
    const texts: string[] = [];
    transport.onData((chunk) => {
      decoder.push(chunk);
      for (let frame = decoder.next(); frame !== null; frame = decoder.next()) {
        texts.push(frame.bytes.toString("utf8", frame.start, frame.end));
      }
      if (texts.length === count) resolve(texts);
    });
  });
}
