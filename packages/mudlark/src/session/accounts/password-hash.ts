import { argon2, randomBytes, timingSafeEqual, type Argon2Parameters } from "node:crypto";
import { promisify } from "node:util";

const derive = promisify(argon2);

/** What OWASP asks of Argon2id: 19 MiB, two passes, one lane. */
const cost = { parallelism: 1, memory: 19_456, passes: 2, tagLength: 32 } as const;

/**
 * Hashes a password with Argon2id on a thread of the pool, so that the game goes on meanwhile. The result names
 * its own parameters (PHC string format), so that the cost can rise later without breaking old hashes.
 */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await derive("argon2id", { ...cost, message: password, nonce });
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${text(nonce)}$${text(tag)}`;
}

/** Does the password belong to the hash? An unreadable hash fits nothing. */
export async function verifyPassword(password: string, hash: string): Promise<boolean> {
  const parsed = parseHash(hash);
  if (parsed === null) return false;
  const tag = await derive("argon2id", { ...parsed.parameters, message: password });
  return timingSafeEqual(tag, parsed.tag);
}

/**
 * Takes as long as a real check, for names that do not exist: whoever measures the answer learns nothing
 * (`sessions.md` §7.1).
 */
export async function verifyNothing(password: string): Promise<false> {
  await derive("argon2id", { ...cost, message: password, nonce: Buffer.alloc(16) });
  return false;
}

function parseHash(hash: string): { parameters: Omit<Argon2Parameters, "message">; tag: Buffer } | null {
  const match = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(hash);
  if (match === null) return null;
  const [, memory, passes, parallelism, nonce = "", tag = ""] = match;
  const bytes = Buffer.from(tag, "base64");
  return {
    parameters: {
      memory: Number(memory),
      passes: Number(passes),
      parallelism: Number(parallelism),
      nonce: Buffer.from(nonce, "base64"),
      tagLength: bytes.length,
    },
    tag: bytes,
  };
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64").replaceAll("=", "");
}
