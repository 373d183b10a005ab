import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeMsdp, parseMsdp } from "./msdp-codec.ts";
import { messagesOfMsdp, variablesOfMessage } from "./msdp-message.ts";
import type { MsdpValue } from "./msdp-codec.ts";

const text = fc.string({ unit: "grapheme" }).map((value) => value.replace(/[\0-\x06]/g, ""));
const { value } = fc.letrec<{ value: MsdpValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(
      text.filter((name) => !["__proto__", "constructor", "prototype"].includes(name)),
      tie("value"),
      { maxKeys: 4, noNullPrototype: true },
    ),
  ),
}));

describe("MSDP on the wire", () => {
  it("understands what it writes", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(text, value), { maxLength: 5 }), (variables) => {
        const read = parseMsdp(encodeMsdp(variables));
        expect(read).toEqual(variables.map(([name, item]) => ({ name, values: [item] })));
      }),
    );
  });

  it("never throws on bytes", () => {
    const bytes = fc.array(fc.oneof(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 0, max: 255 })));
    fc.assert(
      fc.property(bytes, (numbers) => {
        const variables = parseMsdp(Uint8Array.from(numbers));
        if (variables !== null) messagesOfMsdp(variables);
      }),
      { numRuns: 500 },
    );
  });

  it("drops what is nested deeper than sixteen levels", () => {
    const nested = (depth: number): Uint8Array => {
      const open = Array.from({ length: depth }, () => [5, 2]).flat();
      return Uint8Array.of(1, 65, 2, ...open, ...Array.from({ length: depth }, () => 6));
    };
    expect(parseMsdp(nested(16))).not.toBeNull();
    expect(parseMsdp(nested(17))).toBeNull();
    expect(parseMsdp(nested(8000))).toBeNull();
  });

  it.each([
    ["a value before a name", [2, 65]],
    ["a name without a value", [1, 65]],
    ["an array that is closed as a table", [1, 65, 2, 5, 2, 66, 4]],
    ["a stray close", [1, 65, 2, 66, 6]],
    ["a table with a value and no name", [1, 65, 2, 3, 2, 66, 4]],
  ])("drops %s", (_what, bytes) => {
    expect(parseMsdp(Uint8Array.from(bytes))).toBeNull();
  });
});

describe("MSDP as messages", () => {
  it("makes nothing of an empty value, and one message of one name", () => {
    const messages = messagesOfMsdp([
      { name: "PING", values: [""] },
      { name: "Room", values: ["a", ["b", "c"]] },
      { name: "room", values: [{ x: "1" }] },
      { name: "bad name", values: ["x"] },
      { name: "SEND", values: ["HEALTH"] },
    ]);
    expect(messages).toEqual([
      { name: "ping", wireName: "PING", args: [], kwargs: {} },
      { name: "room", wireName: "Room", args: ["a", "b", "c"], kwargs: { x: "1" } },
      { name: "msdp_send", wireName: "SEND", args: ["HEALTH"], kwargs: {} },
    ]);
  });

  it("writes messages the other way round", () => {
    expect(variablesOfMessage({ name: "a.b_c", args: [], kwargs: {} })).toEqual([["A_B_C", ""]]);
    expect(variablesOfMessage({ name: "x", args: [1], kwargs: { y: 2 } })).toEqual([
      ["X", 1],
      ["X", { y: 2 }],
    ]);
    expect(variablesOfMessage({ name: "x", args: [1, 2], kwargs: {} })).toEqual([["X", [1, 2]]]);
  });
});
