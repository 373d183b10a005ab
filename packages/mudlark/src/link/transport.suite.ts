import { afterEach, describe, expect, it } from "vitest";
import type { Transport } from "./transport.ts";

/** What every transport must do. `createPair` gives two connected ends and a way to clean up after them. */
export function describeTransport(
  name: string,
  createPair: () => Promise<{ left: Transport; right: Transport; dispose: () => Promise<void> }>,
): void {
  describe(`${name} transport`, () => {
    let dispose = async (): Promise<void> => {};
    afterEach(() => dispose());

    async function open(): Promise<{ left: Transport; right: Transport }> {
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
      expect(Array.from(bytes.subarray(0, 300_000).filter((_, at) => at % 1000 === 0))).toEqual(
        Array.from({ length: 300 }, (_, n) => n % 251),
      );
    });

    it("delivers what was written before it was closed, and tells both ends", async () => {
      const { left, right } = await open();
      const ends: string[] = [];
      const arrived = collect(right, 4);
      const closed = Promise.all([
        new Promise<void>((resolve) => left.onClose(() => resolve(void ends.push("left")))),
        new Promise<void>((resolve) => right.onClose(() => resolve(void ends.push("right")))),
      ]);
      left.write(Buffer.from("last"));
      left.close();
      expect((await arrived).toString()).toBe("last");
      right.close();
      await closed;
      expect(ends.toSorted()).toEqual(["left", "right"]);
      left.write(Buffer.from("too late"));
    });

    it("says when what waited has gone out", async () => {
      const { left, right } = await open();
      const drained = new Promise<void>((resolve) => left.onDrain(resolve));
      const arrived = collect(right, 8 * 1024 * 1024);
      left.write(Buffer.alloc(8 * 1024 * 1024));
      expect(left.unsent).toBeGreaterThan(0);
      await Promise.all([drained, arrived]);
      expect(left.unsent).toBe(0);
    });
  });
}

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
