import { randomBytes } from "node:crypto";

/** Bytes of chance in a token. */
const tokenBytes = 16;

/**
 * By which token a client comes back to which holder. Nobody can guess a token, each is good for one use, and a
 * holder has one at a time.
 */
export class ResumeTokens<Holder> {
  readonly #holders = new Map<string, Holder>();
  readonly #tokens = new Map<Holder, string>();

  /** A new token for the holder; the one that it had is good for nothing any more. */
  issue(holder: Holder): string {
    this.revoke(holder);
    const token = randomBytes(tokenBytes).toString("base64url");
    this.#holders.set(token, holder);
    this.#tokens.set(holder, token);
    return token;
  }

  has(holder: Holder): boolean {
    return this.#tokens.has(holder);
  }

  revoke(holder: Holder): void {
    const token = this.#tokens.get(holder);
    if (token === undefined) return;
    this.#tokens.delete(holder);
    this.#holders.delete(token);
  }

  /** Whose token is it? Null when it is nobody's. */
  holderOf(token: string): Holder | null {
    return this.#holders.get(token) ?? null;
  }
}
