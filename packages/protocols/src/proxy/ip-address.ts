const v4Bytes = 4;
const v6Bytes = 16;
const groups = 8;

/** Four bytes as `192.0.2.1`; sixteen as the short form of RFC 5952. An IPv4 address inside IPv6 is shown as IPv4. */
export function formatAddress(bytes: Uint8Array): string {
  if (bytes.length === v4Bytes) return bytes.join(".");
  if (isMappedV4(bytes)) return bytes.subarray(v6Bytes - v4Bytes).join(".");
  const words = Array.from({ length: groups }, (_, n) => bytes[n * 2]! * 256 + bytes[n * 2 + 1]!);
  const { start, length } = longestZeros(words);
  const hex = words.map((word) => word.toString(16));
  if (length < 2) return hex.join(":");
  return `${hex.slice(0, start).join(":")}::${hex.slice(start + length).join(":")}`;
}

function isMappedV4(bytes: Uint8Array): boolean {
  return bytes.subarray(0, 10).every((byte) => byte === 0) && bytes[10] === 0xff && bytes[11] === 0xff;
}

function longestZeros(words: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  for (let start = 0; start < words.length; start += 1) {
    let length = 0;
    while (words[start + length] === 0) length += 1;
    if (length > best.length) best = { start, length };
  }
  return best;
}

/** The bytes of `192.0.2.1`; null when the text is not exactly such an address. */
export function parseIpv4(text: string): Uint8Array | null {
  const parts = text.split(".");
  if (parts.length !== v4Bytes || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part))) return null;
  const numbers = parts.map(Number);
  return numbers.every((number) => number < 256) ? Uint8Array.from(numbers) : null;
}

/** The bytes of an IPv6 address in any of the forms of RFC 4291; null when the text is none. */
export function parseIpv6(text: string): Uint8Array | null {
  const halves = withHexTail(text).split("::");
  if (halves.length > 2) return null;
  const [before, after] = halves.map((half) => (half === "" ? [] : half.split(":")));
  const given = [...(before ?? []), ...(after ?? [])];
  if (!given.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return null;
  if (after === undefined ? given.length !== groups : given.length >= groups) return null;
  const zeros = Array.from({ length: groups - given.length }, () => "0");
  const words = [...(before ?? []), ...zeros, ...(after ?? [])].map((group) => Number.parseInt(group, 16));
  return Uint8Array.from(words.flatMap((word) => [word >> 8, word & 0xff]));
}

/** `::ffff:192.0.2.1` with its last part as two groups, so that all groups look alike. */
function withHexTail(text: string): string {
  const colon = text.lastIndexOf(":");
  const tail = parseIpv4(text.slice(colon + 1));
  if (colon === -1 || tail === null) return text;
  const [a = 0, b = 0, c = 0, d = 0] = tail;
  return `${text.slice(0, colon + 1)}${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
}
