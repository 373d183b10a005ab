import { addressBytes, byteOf } from "./ip-address.ts";

/** Which addresses are meant: equal to `bits` wherever `mask` has a one. */
export interface AddressPattern {
  readonly bits: readonly number[];
  readonly mask: readonly number[];
}

/**
 * Reads an address, a block of them, or an IPv4 address with a star for a part: `192.0.2.7`, `192.0.2.0/24`,
 * `192.0.*.*`, `2001:db8::1`, `2001:db8::/32`. Null when it is none of these.
 */
export function parseAddressPattern(text: string): AddressPattern | null {
  const [address = "", length, ...rest] = text.trim().toLowerCase().split("/");
  if (rest.length > 0) return null;
  if (address.includes("*")) return length === undefined ? parseStars(address) : null;
  const bits = addressBytes(address);
  if (bits === null) return null;
  if (length === undefined) return { bits, mask: bits.map(() => 0xff) };
  const size = /^\d{1,3}$/.test(length) ? Number(length) : Number.NaN;
  return size <= bits.length * 8 ? { bits, mask: bits.map((_, index) => maskByte(size - index * 8)) } : null;
}

/** Is the address one of those? What is no address is none. */
export function matchesAddress({ bits, mask }: AddressPattern, address: string): boolean {
  const bytes = addressBytes(address.toLowerCase());
  if (bytes === null || bytes.length !== bits.length) return false;
  return bytes.every((byte, index) => ((byte ^ (bits[index] ?? 0)) & (mask[index] ?? 0)) === 0);
}

function parseStars(text: string): AddressPattern | null {
  const parts = text.split(".");
  const bits = parts.map((part) => (part === "*" ? 0 : (byteOf(part) ?? Number.NaN)));
  if (parts.length !== 4 || bits.some(Number.isNaN)) return null;
  return { bits, mask: parts.map((part) => (part === "*" ? 0 : 0xff)) };
}

/** The byte of a mask of which so many leading bits are ones. */
function maskByte(ones: number): number {
  return (0xff00 >> Math.min(8, Math.max(0, ones))) & 0xff;
}
