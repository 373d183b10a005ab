import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * What a world must know to be let in. It is kept in a file that only this user may read, because a world outlives
 * its gateway, and the next one must know it again.
 */
export function linkSecret(file: string): string {
  const known = read(file);
  if (known !== null) return known;
  const secret = randomBytes(24).toString("base64url");
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${secret}\n`, { mode: 0o600 });
  return secret;
}

function read(file: string): string | null {
  try {
    const text = readFileSync(file, "utf8").trim();
    return text.length >= 32 ? text : null;
  } catch {
    return null;
  }
}
