import fc from "fast-check";
import { expect, it } from "vitest";
import { utf8Bytes, utf8Text } from "../bytes.ts";
import { encodeGmcp, messageNameOf, packageNameOf, parseGmcp } from "./gmcp-codec.ts";
import { parseSafeJson } from "./safe-json.ts";
import type { JsonObject, JsonValue } from "../json.ts";

it.each([
  ["Core.Supports.Get", "client_options"],
  ["core.commands.get", "get_inputfuncs"],
  ["Char.Value.Get", "get_value"],
  ["Char.Repeat.Update", "repeat"],
  ["Char.Monitor.Update", "monitor"],
  ["Core.Hello", "hello"],
  ["Core.Supports.Set", "supports_set"],
  ["Char.Items.Inv", "char_items_inv"],
  ["Core.", "core_"],
  ["Hello", "hello"],
])("reads %s as %s", (packageName, name) => {
  expect(messageNameOf(packageName)).toBe(name);
});

it.each([
  ["client_options", "Core.Supports.Get"],
  ["char_vitals", "Char.Vitals"],
  ["comm_channel_text", "Comm.Channel.Text"],
  ["Char.Skills.Get", "Char.Skills.Get"],
  ["IRE_Rift_list", "IRE.Rift.List"],
  ["ping", "Core.Ping"],
])("sends %s as %s", (name, packageName) => {
  expect(packageNameOf(name)).toBe(packageName);
});

it.each<[readonly JsonValue[], JsonObject, string]>([
  [[], {}, "A.B"],
  [["x"], {}, 'A.B "x"'],
  [[1, 2], {}, "A.B [1,2]"],
  [[], { a: 1 }, 'A.B {"a":1}'],
  [[1], { a: 1 }, 'A.B [[1],{"a":1}]'],
  [[[1], { a: 1 }], {}, 'A.B [[[1],{"a":1}],{}]'],
])("writes %j and %j as %s", (args, kwargs, text) => {
  expect(utf8Text(encodeGmcp({ name: "A.B", args, kwargs }))).toBe(text);
});

it.each<[string, readonly JsonValue[], JsonObject]>([
  ["A", [], {}],
  ["A   ", [], {}],
  ["A 1", [1], {}],
  ["A null", [null], {}],
  ["A [1,2]", [1, 2], {}],
  ["A [[1],2]", [[1], 2], {}],
  ["A [[1],[2]]", [[1], [2]], {}],
  ['A [[1],{"b":2}]', [1], { b: 2 }],
  ['A { "b" : 2 }', [], { b: 2 }],
  ["A  two words ", [" two words "], {}],
  ['A {"constructor":{},"b":[{"prototype":1,"__proto__":2}]}', [], { b: [{}] }],
])("reads %s", (text, args, kwargs) => {
  expect(parseGmcp(utf8Bytes(text))).toEqual({ name: "A", args, kwargs });
});

it("understands what it writes", () => {
  const value = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<JsonValue>;
  const named = fc.dictionary(
    fc.string().filter((key) => !["__proto__", "constructor", "prototype"].includes(key)),
    fc.integer(),
    { minKeys: 1, noNullPrototype: true },
  );
  fc.assert(
    fc.property(fc.array(value, { minLength: 1 }), named, (args, kwargs) => {
      const clean = parseSafeJson(JSON.stringify([args, kwargs]));
      const read = parseGmcp(encodeGmcp({ name: "A.B", args, kwargs }));
      expect({ kind: "value", value: [read?.args, read?.kwargs] }).toEqual(clean);
    }),
  );
});

it("understands two arguments that look like arguments with names", () => {
  const args = [[1], { a: 1 }];
  expect(parseGmcp(encodeGmcp({ name: "A.B", args, kwargs: {} }))).toEqual({ name: "A.B", args, kwargs: {} });
});

it("never throws on bytes", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      parseGmcp(bytes);
      parseGmcp(Uint8Array.of(0x41, 0x20, ...bytes));
    }),
  );
});
