import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hasCode } from "../base/errors.ts";
import { makeSessionId } from "../base/session-id.ts";
import { readGatewayMessage, readWorldMessage, writeGatewayMessage, writeWorldMessage } from "./codec.ts";
import { FrameDecoder, FrameWriter, type Frame } from "./frame.ts";
import type { Effect, GatewayMessage, WorldMessage } from "./messages.ts";

const session = fc
  .tuple(fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 1, max: 0xffffffff }))
  .map(([gateway, count]) => makeSessionId(gateway, count));
const sessions = fc.array(session, { maxLength: 5 });
const text = fc.string({ unit: "grapheme", maxLength: 40 });
const command = fc.record({
  name: text,
  args: fc.array(fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null)), { maxLength: 3 }),
  kwargs: fc.dictionary(
    fc.string({ minLength: 1, maxLength: 8 }).filter((key) => key !== "__proto__"),
    fc.integer(),
    {
      maxKeys: 3,
      noNullPrototype: true,
    },
  ),
});
const number = fc.integer({ min: 1, max: 0xffffffff });
const effect: fc.Arbitrary<Effect> = fc.oneof(
  fc.record({ type: fc.constant("text" as const), sessions, text }),
  fc.record({ type: fc.constant("prompt" as const), sessions, text }),
  fc.record({ type: fc.constant("command" as const), sessions, command }),
  fc.record({
    type: fc.constant("state" as const),
    session,
    revision: number,
    patch: fc.record({ uid: fc.option(number), uname: fc.option(text) }, { noNullPrototype: true }),
  }),
  fc.record({ type: fc.constant("ack" as const), session, number }),
  fc.record({ type: fc.constant("close" as const), session, reason: text, text }),
);
const worldMessage: fc.Arbitrary<WorldMessage> = fc.oneof(
  fc.record({ type: fc.constant("turns" as const), effects: fc.array(effect, { maxLength: 6 }) }),
  fc.record({
    type: fc.constant("request" as const),
    verb: fc.constantFrom("reload" as const, "shutdown" as const),
    reason: text,
    session: fc.option(session),
  }),
  fc.constant({ type: "ready" as const }),
);
const gatewayMessage: fc.Arbitrary<GatewayMessage> = fc.oneof(
  fc.record({
    type: fc.constant("input" as const),
    input: fc.oneof(
      fc.record({ type: fc.constant("line" as const), session, number, text }),
      fc.record({ type: fc.constant("command" as const), session, number, command }),
    ),
  }),
  fc.record({ type: fc.constant("disconnect" as const), session, reason: text }),
  fc.record({ type: fc.constant("stop" as const), text }),
);

/** Strings with lone surrogates do not survive UTF-8; nothing that reaches the link has any. */
const wellFormed = (value: unknown): boolean => JSON.stringify(value).isWellFormed();

function framesOf(bytes: Buffer, cut: number): Frame[] {
  const decoder = new FrameDecoder();
  return [...decoder.push(bytes.subarray(0, cut)), ...decoder.push(bytes.subarray(cut))];
}

describe("the link's codec", () => {
  it("brings every message of the world over, wherever the stream is cut", () => {
    fc.assert(
      fc.property(fc.array(worldMessage, { minLength: 1, maxLength: 3 }).filter(wellFormed), (messages) => {
        const writer = new FrameWriter();
        for (const message of messages) writeWorldMessage(writer, message);
        const bytes = writer.take();
        for (let cut = 0; cut <= bytes.length; cut += Math.max(1, Math.floor(bytes.length / 50))) {
          expect(framesOf(bytes, cut).map(readWorldMessage)).toEqual(messages);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("brings every message of the gateway over, byte by byte", () => {
    fc.assert(
      fc.property(fc.array(gatewayMessage, { minLength: 1, maxLength: 3 }).filter(wellFormed), (messages) => {
        const writer = new FrameWriter();
        for (const message of messages) writeGatewayMessage(writer, message);
        const decoder = new FrameDecoder();
        const frames = [...writer.take()].flatMap((byte) => decoder.push(Buffer.from([byte])));
        expect(frames.map(readGatewayMessage)).toEqual(messages);
      }),
      { numRuns: 60 },
    );
  });

  it("answers random bytes with LINK_FRAME and nothing else", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        try {
          for (const frame of new FrameDecoder().push(Buffer.from(bytes))) {
            readWorldMessage(frame);
            readGatewayMessage(frame);
          }
        } catch (error) {
          expect(hasCode(error, "LINK_FRAME")).toBe(true);
        }
      }),
    );
  });

  it("answers damaged frames with LINK_FRAME and nothing else", () => {
    fc.assert(
      fc.property(worldMessage, fc.nat(), fc.integer({ min: 0, max: 255 }), (message, where, byte) => {
        const writer = new FrameWriter();
        writeWorldMessage(writer, message);
        const bytes = writer.take();
        bytes[where % bytes.length] = byte;
        try {
          for (const frame of new FrameDecoder().push(bytes)) readWorldMessage(frame);
        } catch (error) {
          expect(hasCode(error, "LINK_FRAME")).toBe(true);
        }
      }),
    );
  });

  it("ignores messages that it does not know", () => {
    const writer = new FrameWriter();
    const start = writer.begin(0x7f, []);
    writer.text("from the future");
    writer.end(start);
    const [frame] = new FrameDecoder().push(writer.take());
    expect(frame && readWorldMessage(frame)).toBeNull();
    expect(frame && readGatewayMessage(frame)).toBeNull();
  });
});
