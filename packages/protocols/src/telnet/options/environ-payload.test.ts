import fc from "fast-check";
import { expect, it } from "vitest";
import { ascii } from "../telnet-peer.suite.ts";
import { parseEnviron } from "./environ-payload.ts";

it("tells a missing value from an empty one", () => {
  expect(parseEnviron(ascii("\0A\0B\x01\x03C\x01x"))).toEqual([
    { name: "A", value: null },
    { name: "B", value: "" },
    { name: "C", value: "x" },
  ]);
});

it("takes quoted bytes as they are, but for control characters", () => {
  expect(parseEnviron(ascii("\0A\x02\x01B\x01c\x02\0d\x02e"))).toEqual([{ name: "AB", value: "cde" }]);
});

it("keeps what it read before nonsense", () => {
  expect(parseEnviron(ascii("\0A\x01x\x01y\0B\x01z"))).toEqual([{ name: "A", value: "x" }]);
  expect(parseEnviron(ascii("\0A\x01x\x02"))).toEqual([{ name: "A", value: "x" }]);
  expect(parseEnviron(ascii("A\x01x"))).toEqual([]);
  expect(parseEnviron(ascii("\0\x01x\0B"))).toEqual([{ name: "B", value: null }]);
});

it("is bounded", () => {
  const many = parseEnviron(ascii("\0A\x01x".repeat(1000)));
  expect(many).toHaveLength(64);
  expect(parseEnviron(ascii(`\0A\x01${"é".repeat(1000)}`))[0]?.value?.length).toBeLessThanOrEqual(256);
});

it("never throws", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(0, 1, 2, 3, 65, 200)), (bytes) => {
      parseEnviron(Uint8Array.from(bytes));
    }),
  );
});
