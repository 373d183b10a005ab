import { describe, expect, it } from "vitest";
import { matchesAddress, parseAddressPattern } from "./address-pattern.ts";

const matches = (pattern: string, address: string): boolean => {
  const parsed = parseAddressPattern(pattern);
  if (parsed === null) throw new TypeError(`${pattern} is no pattern`);
  return matchesAddress(parsed, address);
};

describe("parseAddressPattern", () => {
  it.each([
    ["10.0.0.1", "10.0.0.1", "10.0.0.15"],
    ["10.0.*.*", "10.0.7.9", "10.1.7.9"],
    ["192.0.2.0/25", "192.0.2.127", "192.0.2.128"],
    ["0.0.0.0/0", "1.2.3.4", "::1"],
    ["2001:db8::/33", "2001:db8:7fff::1", "2001:db8:8000::1"],
    ["2001:DB8::1", "2001:db8:0:0:0:0:0:1", "2001:db8::2"],
    ["::ffff:10.0.0.1", "10.0.0.1", "10.0.0.2"],
    ["10.0.0.1", "::ffff:10.0.0.1", "::ffff:10.0.0.2"],
    ["::/0", "fe80::1", "10.0.0.1"],
  ])("%s means %s and not %s", (pattern, inside, outside) => {
    expect([matches(pattern, inside), matches(pattern, outside)]).toEqual([true, false]);
  });

  it.each([
    "",
    "bert",
    "10.0.0",
    "10.0.0.256",
    "10.0.0.1/33",
    "10.0.*.1/8",
    "1::2::3",
    ":::",
    "1:2:3",
    "::1/129",
    "a.b.*.*",
    "10.0.0.1/x",
    "1/2/3",
  ])("%j is none", (text) => {
    expect(parseAddressPattern(text)).toBeNull();
  });

  it("matches no words", () => {
    expect(matches("10.0.0.1", "nowhere")).toBe(false);
  });
});
