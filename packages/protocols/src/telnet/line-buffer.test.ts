import fc from "fast-check";
import { expect, it } from "vitest";
import { LineBuffer } from "./line-buffer.ts";
import { ascii } from "./telnet-peer.suite.ts";

function linesOf(segments: readonly Uint8Array[], maxBytes = 100): string[] {
  const lines: string[] = [];
  const buffer = new LineBuffer(
    {
      line: (bytes, plain) => {
        lines.push((plain ? "" : "*") + String.fromCharCode(...bytes));
        const isPlain = bytes.every((byte) => byte >= 0x20 && byte < 0x7f);
        expect(plain).toBe(isPlain);
      },
      overlong: () => lines.push("!"),
    },
    maxBytes,
  );
  for (const segment of segments) buffer.push(segment);
  return lines;
}

it.each([
  ["a\r\nb\nc\rd\r\0e\r\n", ["a", "b", "c", "d", "e"]],
  ["\n\r", ["", ""]],
  ["\r\n\r\n", ["", ""]],
  ["\r\r", ["", ""]],
  ["\r\0\n", ["", ""]],
  ["a\0b\n", ["ab"]],
  ["wrong\x15right\n", ["right"]],
  ["ab\b\x7F\n", ["*ab\x7F\x7F"]],
  ["\b\bx\n", ["x"]],
  ["a\tb\n", ["*a\tb"]],
  ["unfinished", []],
])("cuts %j into %j", (text, lines) => {
  expect(linesOf([ascii(text)])).toEqual(lines);
});

it("refuses a line at exactly one byte too many, once, and goes on", () => {
  expect(linesOf([ascii(`${"a".repeat(100)}\n${"b".repeat(101)}\nc\n`)])).toEqual([
    "a".repeat(100),
    "!",
    "c",
  ]);
  expect(
    linesOf([ascii("b".repeat(60)), ascii("b".repeat(60)), ascii("b".repeat(60)), ascii("\nc\n")]),
  ).toEqual(["!", "c"]);
});

it("finds the same lines however the bytes are cut", () => {
  const byte = fc.constantFrom(0, 8, 10, 13, 21, 27, 65, 66, 67, 127, 200);
  fc.assert(
    fc.property(
      fc.array(fc.array(byte, { maxLength: 20 })),
      fc.integer({ min: 1, max: 12 }),
      (pieces, most) => {
        const whole = Uint8Array.from(pieces.flat());
        const reference = linesOf([whole], most);
        expect(
          linesOf(
            pieces.map((piece) => Uint8Array.from(piece)),
            most,
          ),
        ).toEqual(reference);
        expect(
          linesOf(
            Array.from(whole, (each) => Uint8Array.of(each)),
            most,
          ),
        ).toEqual(reference);
      },
    ),
    { numRuns: 500 },
  );
});
