import { describe, expect, it } from "vitest";
import { sanitise } from "./sanitise.ts";

describe("sanitise (protocols.md §10.4)", () => {
  it.each([
    ["plain\ttext\n", "plain\ttext\n"],
    ["a\r\nb\rc\n", "a\nbc\n"],
    ["\u001B[1z<SEND>\u0007", "[1z<SEND>"],
    ["\u009B31m\u007F\0x\u0085", "31mx"],
    ["\uD800x\u{1F600}", "\uFFFDx\u{1F600}"],
  ])("%j becomes %j", (text, clean) => {
    expect(sanitise(text)).toBe(clean);
  });
});
