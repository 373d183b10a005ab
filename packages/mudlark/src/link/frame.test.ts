import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hasCode } from "../base/errors.ts";
import { makeSessionId } from "../base/session-id.ts";
import { FrameWriter } from "./frame-writer.ts";
import { FrameDecoder, maxFrameBytes, nestedFrames, type Frame } from "./frame.ts";

interface Plain {
  readonly type: number;
  readonly sessions: readonly number[];
  readonly text: string;
}

const isBroken = expect.objectContaining({ code: "LINK_FRAME" }) as Error;
const textOf = (frame: Frame): string => frame.bytes.toString("utf8", frame.start, frame.end);
const plain = (frame: Frame): Plain => ({ type: frame.type, sessions: frame.sessions, text: textOf(frame) });

function write(writer: FrameWriter, { type, sessions, text }: Plain): void {
  const frame = writer.begin(type, sessions);
  writer.text(text);
  writer.end(frame);
}

function bytesOf(...frames: readonly Plain[]): Buffer {
  const writer = new FrameWriter();
  for (const frame of frames) write(writer, frame);
  return writer.take();
}

function decode(chunks: readonly Buffer[], decoder = new FrameDecoder()): Plain[] {
  const frames: Plain[] = [];
  for (const chunk of chunks) {
    decoder.push(chunk);
    for (let frame = decoder.next(); frame !== null; frame = decoder.next()) frames.push(plain(frame));
  }
  return frames;
}

const some: readonly Plain[] = [
  { type: 1, sessions: [], text: "" },
  {
    type: 0x21,
    sessions: [1, makeSessionId(0xffff, 0xffffffff)],
    text: "The tide turns – und die Möwen 🐦 auch.",
  },
  { type: 0xff, sessions: [7], text: "x".repeat(300) },
];

describe("frames", () => {
  it("have the layout of the design, to the byte", () => {
    const bytes = bytesOf({ type: 0x21, sessions: [7, makeSessionId(2, 0x01020304)], text: "é!" });
    const layout = ["00000012", "21", "0002", "000000000007", "000201020304", "c3a921"];
    expect(bytes.toString("hex")).toBe(layout.join(""));
  });

  it("come over wherever the stream is cut in two", () => {
    const bytes = bytesOf(...some);
    for (let cut = 0; cut <= bytes.length; cut++) {
      expect(decode([bytes.subarray(0, cut), bytes.subarray(cut)])).toEqual(some);
    }
  });

  it("come over in pieces of every size", () => {
    const bytes = bytesOf(...some, ...some);
    for (let size = 1; size < bytes.length; size++) {
      const chunks: Buffer[] = [];
      for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.subarray(at, at + size));
      expect(decode(chunks)).toEqual([...some, ...some]);
    }
  });

  it("that came before a broken one are given, wherever the stream is cut", () => {
    const bytes = Buffer.concat([bytesOf(...some), Buffer.from([0, 0, 0, 2, 9, 9])]);
    for (let cut = 0; cut <= bytes.length; cut++) {
      const decoder = new FrameDecoder();
      const frames: Plain[] = [];
      expect(() => {
        for (const chunk of [bytes.subarray(0, cut), bytes.subarray(cut)]) {
          decoder.push(chunk);
          for (let frame = decoder.next(); frame !== null; frame = decoder.next()) frames.push(plain(frame));
        }
      }).toThrow(isBroken);
      expect(frames).toEqual(some);
    }
  });

  it("nest, and are refused when they stick out", () => {
    const writer = new FrameWriter();
    const outer = writer.begin(0x20, []);
    for (const frame of some) write(writer, frame);
    writer.end(outer);
    const decoder = new FrameDecoder();
    decoder.push(writer.take());
    const frame = decoder.next() as Frame;
    expect(nestedFrames(frame).map(plain)).toEqual(some);
    for (let end = frame.start + 1; end < frame.end; end++) {
      const whole = [0, 1, 2].map((n) => bytesOf(...some.slice(0, n + 1)).length + frame.start);
      if (whole.includes(end)) continue;
      expect(() => nestedFrames({ ...frame, end })).toThrow(isBroken);
    }
  });

  it.each([
    ["shorter than a head", [0, 0, 0, 2, 1, 0]],
    ["longer than the limit", [4, 0, 0, 1]],
    ["naming more sessions than they hold", [0, 0, 0, 5, 1, 0, 1, 0, 0]],
    ["naming session 0", [0, 0, 0, 9, 1, 0, 1, 0, 0, 0, 0, 0, 0]],
  ])("%s are refused", (_what, bytes) => {
    expect(() => decode([Buffer.from(bytes)])).toThrow(isBroken);
  });

  it("may be longer once the other side is trusted", () => {
    const bytes = bytesOf({ type: 1, sessions: [], text: "x".repeat(100) });
    expect(() => decode([bytes], new FrameDecoder(50))).toThrow("103 bytes");
    const decoder = new FrameDecoder(50);
    decoder.accept(maxFrameBytes);
    expect(decode([bytes], decoder)).toHaveLength(1);
  });

  it("must be taken before the next chunk is handed in", () => {
    const decoder = new FrameDecoder();
    decoder.push(bytesOf(...some));
    expect(() => decoder.push(bytesOf(...some))).toThrow("frames are left");
  });

  it("of random bytes are an error with a code or nothing", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 60 })), (chunks) => {
        try {
          decode(chunks.map((chunk) => Buffer.from(chunk)));
        } catch (error) {
          expect(hasCode(error, "LINK_FRAME")).toBe(true);
        }
      }),
    );
  });
});

describe("FrameWriter", () => {
  it("keeps what was taken untouched while it goes on", () => {
    const writer = new FrameWriter();
    const taken: Buffer[] = [];
    const sent: Plain[] = [];
    for (let n = 1; n <= 400; n++) {
      const frame = { type: 1, sessions: [n], text: `${n} `.repeat(n) };
      sent.push(frame);
      write(writer, frame);
      if (n % 7 === 0) taken.push(writer.take());
    }
    taken.push(writer.take());
    expect(decode(taken)).toEqual(sent);
    expect(writer.size).toBe(0);
  });

  it("grows inside a frame, and forgets what is taken back", () => {
    const writer = new FrameWriter();
    write(writer, { type: 1, sessions: [], text: "kept" });
    const before = writer.size;
    write(writer, { type: 2, sessions: [], text: "🐚".repeat(100_000) });
    writer.rewind(before);
    const long = { type: 3, sessions: [5], text: "ö".repeat(200_000) };
    write(writer, long);
    expect(decode([writer.take()])).toEqual([{ type: 1, sessions: [], text: "kept" }, long]);
  });

  it("refuses a frame that the other side would refuse", () => {
    const writer = new FrameWriter();
    const frame = writer.begin(1, []);
    writer.text("x".repeat(maxFrameBytes));
    expect(() => writer.end(frame)).toThrow(isBroken);
    for (const session of [0, -1, 2 ** 48, Number.NaN])
      expect(() => writer.begin(1, [session])).toThrow(isBroken);
  });
});
