import { isIPv4, isIPv6 } from "node:net";
import fc from "fast-check";
import { expect, it } from "vitest";
import { formatAddress, parseIpv4, parseIpv6 } from "./ip-address.ts";

it("reads every IPv4 and IPv6 address", () => {
  fc.assert(
    fc.property(fc.ipV4(), fc.ipV6(), (four, six) => {
      expect(parseIpv4(four)?.join(".")).toBe(four);
      expect(parseIpv6(six)).toHaveLength(16);
    }),
  );
});

it("agrees with Node about what an address is", () => {
  const nearly = fc.string({ unit: fc.constantFrom(..."0123456789abcdefABCDEF::::....") });
  fc.assert(
    fc.property(fc.oneof(nearly, fc.ipV6(), fc.ipV4()), (text) => {
      expect(parseIpv4(text) !== null).toBe(isIPv4(text));
      expect(parseIpv6(text) !== null).toBe(isIPv6(text));
    }),
    { numRuns: 2000 },
  );
});

it("writes the short form of RFC 5952, which reads back as the same", () => {
  const words = fc.array(fc.constantFrom(0, 0, 1, 0xabcd), { minLength: 8, maxLength: 8 });
  fc.assert(
    fc.property(words, (groups) => {
      const bytes = Uint8Array.from(groups.flatMap((word) => [word >> 8, word & 255]));
      const text = formatAddress(bytes);
      expect(parseIpv6(text)).toEqual(bytes);
      expect(new URL(`http://[${text}]/`).hostname).toBe(`[${text}]`);
    }),
  );
});
