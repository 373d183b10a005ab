import { describe, expect, it } from "vitest";
import { forwardedAddresses, TrustedProxies } from "./client-address.ts";

const proxies = new TrustedProxies([
  "127.0.0.1",
  "::1",
  "10.0.0.0/8",
  "2001:db8::/32",
  "nonsense",
  "1.2.3.4/99",
]);

describe("TrustedProxies", () => {
  it.each([
    [
      "the first that no proxy has, from the right",
      "127.0.0.1",
      "6.6.6.6, 203.0.113.9, 127.0.0.1",
      "203.0.113.9",
    ],
    ["the leftmost when all are proxies", "127.0.0.1", "10.1.1.1, 10.2.2.2", "10.1.1.1"],
    ["the peer when a stranger claims something", "203.0.113.7", "6.6.6.6", "203.0.113.7"],
    ["the peer when nothing is claimed", "127.0.0.1", "", "127.0.0.1"],
    ["IPv4 for an IPv4 address in IPv6 form", "::ffff:127.0.0.1", "::ffff:198.51.100.2", "198.51.100.2"],
    ["without a port", "::1", "[2001:db8:1::7]:80, 198.51.100.2:99", "198.51.100.2"],
    ["nothing that is no address", "::1", "<script>, unknown", "::1"],
  ])("takes %s", (_what, peer, header, expected) => {
    const forwarded = forwardedAddresses({ "x-forwarded-for": header });
    expect(proxies.clientAddress(peer, forwarded)).toBe(expected);
  });

  it("reads the standard header too", () => {
    const forwarded = forwardedAddresses({
      forwarded: 'for=192.0.2.60;proto=https, For="[2001:db9::1]:4711"',
    });
    expect(forwarded).toEqual(["192.0.2.60", "2001:db9::1"]);
    expect(proxies.clientAddress("127.0.0.1", forwarded)).toBe("2001:db9::1");
  });

  it("knows blocks of addresses, and trusts nothing that is malformed", () => {
    expect(proxies.includes("10.255.0.1")).toBe(true);
    expect(proxies.includes("2001:db8:ffff::1")).toBe(true);
    expect(proxies.includes("1.2.3.4")).toBe(false);
    expect(proxies.includes("nonsense")).toBe(false);
  });
});
