import { randomBytes } from "node:crypto";
import type { JsonValue } from "../../base/json.ts";
import { isJsonObject } from "../../link/shape.ts";
import { tokenKey } from "../../link/token-key.ts";

/** By what a client may log in again without a password, as the account keeps it (`Char.Login.Token`). */
export interface LoginToken {
  /** Of the token, which is kept nowhere. */
  readonly key: string;
  /** It was given on an encrypted connection, and must not come in the clear. */
  readonly secureOnly: boolean;
  /** Until when, in milliseconds since 1970. */
  readonly until: number;
}

/** What has such tokens. */
interface TokenHolder {
  readonly loginTokens: readonly LoginToken[];
  setLoginTokens(tokens: readonly LoginToken[]): void;
}

/** Where and when a token comes or goes. */
interface Circumstances {
  /** Is the connection encrypted? */
  readonly isSecure: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
}

const tokenBytes = 32;
/** Clients of one account that may know it; the one that was there longest ago has to log in again. */
const mostTokens = 10;
const lifetimeMs = 90 * 24 * 60 * 60 * 1000;

/** A new token for the account; nobody can guess it. */
export function issueLoginToken(account: TokenHolder, { isSecure, now }: Circumstances): string {
  const token = randomBytes(tokenBytes).toString("base64url");
  const fresh = { key: tokenKey(token), secureOnly: isSecure, until: now + lifetimeMs };
  account.setLoginTokens(
    [...account.loginTokens.filter(({ until }) => until > now), fresh].slice(-mostTokens),
  );
  return token;
}

/** Is that a token of the account? It is good for nothing afterwards, and also when it came where others could read it. */
export function redeemLoginToken(
  account: TokenHolder,
  token: string,
  { isSecure, now }: Circumstances,
): boolean {
  const key = tokenKey(token);
  const found = account.loginTokens.find((each) => each.key === key);
  if (found === undefined) return false;
  account.setLoginTokens(account.loginTokens.filter((each) => each.key !== key && each.until > now));
  return found.until > now && (isSecure || !found.secureOnly);
}

/** Reads what an account has kept; null for what is none. */
export function readLoginToken(value: JsonValue): LoginToken | null {
  if (!isJsonObject(value)) return null;
  const { key, secureOnly, until } = value;
  const isToken = typeof key === "string" && typeof secureOnly === "boolean" && typeof until === "number";
  return isToken ? { key, secureOnly, until } : null;
}
