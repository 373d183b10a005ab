import { createHash } from "node:crypto";

/** Kinds of keys that can sign without SHA-1 (`protocols.md` §12). */
const kinds: ReadonlySet<string> = new Set([
  "ssh-ed25519",
  "ecdsa-sha2-nistp256",
  "ecdsa-sha2-nistp384",
  "ecdsa-sha2-nistp521",
  "ssh-rsa",
]);

/** Longest key, in letters of its base64; that of 16 384 bits of RSA is shorter. */
const longestKey = 4096;
const longestComment = 60;

/** The public half of a key by which a player signs in over SSH. */
export interface SshKey {
  readonly kind: string;
  /** The key itself, as base64. */
  readonly data: string;
  /** What its owner calls it; may be empty. */
  readonly comment: string;
}

/** Reads a line of a file such as `id_ed25519.pub` (RFC 4253, section 6.6); null when it is none. */
export function parseSshKey(line: string): SshKey | null {
  const [kind = "", data = "", ...words] = line.trim().split(/\s+/);
  const isBase64 = data.length <= longestKey && /^[A-Za-z0-9+/]+={0,2}$/.test(data);
  if (!kinds.has(kind) || !isBase64) return null;
  const bytes = Buffer.from(data, "base64");
  const named = bytes.length > 4 + kind.length && bytes.readUInt32BE(0) === kind.length;
  if (!named || bytes.toString("latin1", 4, 4 + kind.length) !== kind) return null;
  return { kind, data: bytes.toString("base64"), comment: words.join(" ").slice(0, longestComment) };
}

/** As the line that {@link parseSshKey} reads. */
export function formatSshKey({ kind, data, comment }: SshKey): string {
  return `${kind} ${data} ${comment}`.trimEnd();
}

/** By which people compare keys, as `ssh-keygen -l` shows it. */
export function fingerprintOf({ data }: SshKey): string {
  const digest = createHash("sha256").update(Buffer.from(data, "base64")).digest("base64");
  return `SHA256:${digest.replace(/=+$/, "")}`;
}
