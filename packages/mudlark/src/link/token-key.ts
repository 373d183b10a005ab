import { createHash } from "node:crypto";

/** What both processes may know of a token that a client holds: enough to know it again, not enough to use it. */
export function tokenKey(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
