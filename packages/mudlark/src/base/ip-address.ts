/** An address as people write it: without zone, and IPv4 as IPv4 even when it came through an IPv6 socket. */
export function normaliseAddress(address: string): string {
  const bare = address.replace(/%.*$/, "").toLowerCase();
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(bare);
  return mapped?.[1] ?? bare;
}

/**
 * What counts as one address for limits: one IPv4 address, or one IPv6 network of 64 bits, because that is what one
 * customer gets (`sessions.md` §12.2).
 */
export function addressGroup(address: string): string {
  const normal = normaliseAddress(address);
  const bytes = addressBytes(normal);
  if (bytes?.length !== 16) return normal;
  const groups = [0, 2, 4, 6].map((at) => ((bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0)).toString(16));
  return `${groups.join(":")}::/64`;
}

/** Four bytes, or sixteen; an IPv4 address within IPv6 is the IPv4 address. Null when it is no address. */
export function addressBytes(address: string): readonly number[] | null {
  if (!address.includes(":")) {
    const bytes = address.split(".").map(byteOf);
    return bytes.length === 4 ? complete(bytes) : null;
  }
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1];
  if (mapped !== undefined) return addressBytes(mapped);
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
  return part.split(":").flatMap((group) => {
    if (group.includes(".")) return pairsOf(group);
    return /^[\da-f]{1,4}$/.test(group) ? Number.parseInt(group, 16) : null;
  });
}

/** An IPv4 address at the end of an IPv6 address, as two of its groups. */
function pairsOf(part: string): readonly (number | null)[] {
  const [a, b, c, d, ...more] = part.split(".").map(byteOf);
  const isWhole =
    typeof a === "number" && typeof b === "number" && typeof c === "number" && typeof d === "number";
  return isWhole && more.length === 0 ? [a * 256 + b, c * 256 + d] : [null];
}

/** One part of an IPv4 address; null when it is none. */
export function byteOf(part: string): number | null {
  return /^\d{1,3}$/.test(part) && Number(part) < 256 ? Number(part) : null;
}

function complete(numbers: readonly (number | null)[]): readonly number[] | null {
  const known = numbers.filter((number) => number !== null);
  return known.length === numbers.length ? known : null;
}
