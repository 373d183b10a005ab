import { isIPv4, isIPv6 } from "node:net";

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
  if (isIPv4(normal) || !isIPv6(normal)) return normal;
  return `${ipv6Groups(normal).slice(0, 4).join(":")}::/64`;
}

/** The eight groups of a valid IPv6 address, without leading zeros. */
function ipv6Groups(address: string): string[] {
  const [head = "", tail] = address.split("::");
  const before = groupsOf(head);
  const after = tail === undefined ? [] : groupsOf(tail);
  const missing = Math.max(0, 8 - before.length - after.length);
  return [...before, ...Array<string>(missing).fill("0"), ...after].map((group) =>
    group.replace(/^0+(?=.)/, ""),
  );
}

function groupsOf(part: string): string[] {
  if (part === "") return [];
  return part.split(":").flatMap((group) => (group.includes(".") ? ["0", "0"] : [group]));
}
