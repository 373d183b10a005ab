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
  const bits = bytesOf(address);
  if (bits === null) return null;
  if (length === undefined) return { bits, mask: bits.map(() => 0xff) };
  const size = /^\d{1,3}$/.test(length) ? Number(length) : Number.NaN;
  return size <= bits.length * 8 ? { bits, mask: bits.map((_, index) => maskByte(size - index * 8)) } : null;
}

/** Is the address one of those? What is no address is none. */
export function matchesAddress({ bits, mask }: AddressPattern, address: string): boolean {
  const bytes = bytesOf(address.toLowerCase());
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

/** Four bytes, or sixteen; an IPv4 address within IPv6 is the IPv4 address. */
function bytesOf(address: string): readonly number[] | null {
  if (!address.includes(":")) {
    const bytes = address.split(".").map(byteOf);
    return bytes.length === 4 ? complete(bytes) : null;
  }
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1];
  if (mapped !== undefined) return bytesOf(mapped);
  const [head = "", tail, ...more] = address.split("::");
  if (more.length > 0) return null;
  const before = groupsOf(head);
  const after = tail === undefined ? [] : groupsOf(tail);
  const missing = 8 - before.length - after.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return null;
  const groups = complete([...before, ...Array<number>(missing).fill(0), ...after]);
  return groups?.flatMap((group) => [group >> 8, group & 0xff]) ?? null;
}

function groupsOf(part: string): readonly (number | null)[] {
  if (part === "") return [];
  return part.split(":").map((group) => (/^[\da-f]{1,4}$/.test(group) ? Number.parseInt(group, 16) : null));
}

function byteOf(part: string): number | null {
  return /^\d{1,3}$/.test(part) && Number(part) < 256 ? Number(part) : null;
}

function complete(numbers: readonly (number | null)[]): readonly number[] | null {
  const known = numbers.filter((number) => number !== null);
  return known.length === numbers.length ? known : null;
}
