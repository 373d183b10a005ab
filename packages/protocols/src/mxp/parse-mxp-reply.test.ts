import { expect, it } from "vitest";
import { hexOf } from "../telnet/telnet-peer.suite.ts";
import { mxpLineMode, mxpModeBytes } from "./mxp-line-mode.ts";
import { parseMxpReply } from "./parse-mxp-reply.ts";

it("reads a version with and without quotes", () => {
  expect(parseMxpReply("\x1B[1z<VERSION MXP=\"1.0\" CLIENT='z mud' version=5.30 REGISTERED=no>")).toEqual({
    tag: "VERSION",
    attributes: { MXP: "1.0", CLIENT: "z mud", VERSION: "5.30", REGISTERED: "no" },
    flags: [],
  });
});

it("reads a list of supported tags", () => {
  expect(parseMxpReply("\x1B[1z<SUPPORTS +send -image +color.fore>")?.flags).toEqual([
    "+send",
    "-image",
    "+color.fore",
  ]);
});

it.each([
  "<VERSION>",
  "\x1B[1z<VERSIONS>",
  "\x1B[1z<B>",
  "x\x1B[1z<VERSION>",
  "\x1B[1z<VERSION> ",
  "\x1B[1z<VERSION A>>",
])("leaves %j alone", (line) => {
  expect(parseMxpReply(line)).toBeNull();
});

it("takes a name like __proto__ for a name", () => {
  const reply = parseMxpReply("\x1B[1z<VERSION __proto__=x a=1>");
  expect(Object.getPrototypeOf(reply?.attributes)).toBe(Object.prototype);
});

it("is bounded", () => {
  const reply = parseMxpReply(`\x1B[1z<SUPPORTS ${"x ".repeat(10_000)}${"y".repeat(1000)}>`);
  expect(reply?.flags).toHaveLength(256);
});

it("writes line modes", () => {
  expect(hexOf(mxpModeBytes(mxpLineMode.LOCK_LOCKED))).toBe("1b5b377a");
});
