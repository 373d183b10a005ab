import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseNativeFrame } from "./native-frame.ts";

describe("parseNativeFrame", () => {
  it("reads a line, with or without named arguments", () => {
    const line = { type: "line", text: "look", kwargs: {} };
    expect(parseNativeFrame('["text",["look"],{}]')).toEqual(line);
    expect(parseNativeFrame('["text",["look"]]')).toEqual(line);
    const kwargs = { options: {}, seq: 4 };
    expect(parseNativeFrame('["TEXT",["look"],{"options":{},"seq":4}]')).toEqual({ ...line, kwargs });
  });

  it("reads a message under its lower-case name", () => {
    const command = { name: "window_size", args: [80, 24], kwargs: { now: true } };
    expect(parseNativeFrame('["Window_Size",[80,24],{"now":true}]')).toEqual({ type: "command", command });
  });

  it("hears a goodbye", () => {
    expect(parseNativeFrame('["websocket_close",[],{}]')).toEqual({ type: "quit" });
  });

  it.each([
    '["text","look",{}]',
    "[]",
    "{}",
    "nul",
    '["text"]',
    '["text",[],{}]',
    '["text",[7],{}]',
    '["text",["look"],[]]',
    '["text",["look"],null]',
    '["",[],{}]',
    '["9lives",[],{}]',
    '["with space",[],{}]',
    `["${"x".repeat(65)}",[],{}]`,
    `["x",${"[".repeat(10_000)}${"]".repeat(10_000)},{}]`,
    "",
  ])("makes nothing of %.40s", (frame) => {
    expect(parseNativeFrame(frame)).toBeNull();
  });

  it("takes control characters, terminal sequences and link markup out of each line", () => {
    const frame = JSON.stringify(["text", ["a\u001B[31m\u0007b\r\n|lcquit|ltsay|le c\rd"], {}]);
    expect(parseNativeFrame(frame)).toEqual({ type: "line", text: "ab\nsay c\nd", kwargs: {} });
  });

  it("lets no key through that could change how objects behave", () => {
    const frame = parseNativeFrame('["x",[{"__proto__":{"a":1}}],{"constructor":1,"b":2}]');
    expect(JSON.stringify(frame)).toBe(
      '{"type":"command","command":{"name":"x","args":[{}],"kwargs":{"b":2}}}',
    );
  });

  it("throws on no frame at all", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.array(fc.jsonValue()).map((v) => JSON.stringify(v)),
        ),
        (frame) => {
          parseNativeFrame(frame);
        },
      ),
    );
  });
});
