import type { JsonObject } from "../json.ts";

/** An OpenID provider that clients may ask for a sign-in by themselves (OpenID Connect Discovery 1.0, section 4). */
export interface SignInProvider {
  /** Address of its `.well-known/openid-configuration`. */
  readonly location: string;
  /** Who asks, as the provider knows it. */
  readonly clientId: string;
  /** What is asked for, such as `openid`. */
  readonly scopes: readonly string[];
  /** Must the client give the provider a nonce? */
  readonly nonce: boolean;
}

/** How strangers may sign in beside a password (`protocols.md` §8.1, `Char.Login` 2). */
export interface SignInOffer {
  /** Told on encrypted connections only: codes must never be sent in the clear. */
  readonly provider: SignInProvider | null;
  /** Is there a page on which they sign in, told by `Char.Login.URL`? */
  readonly page: boolean;
}

/** What `Char.Login.Default` says to a client with which we speak that version. */
export function loginDefault(
  version: number,
  { provider, page }: SignInOffer,
  isSecure: boolean,
): JsonObject {
  const password = "password-credentials";
  if (version < 2) return { type: [password] };
  const told = isSecure ? provider : null;
  const type = told !== null || page ? [password, "oauth"] : [password];
  if (told === null) return { type, version };
  const { location, clientId, scopes, nonce } = told;
  return { type, version, location, client_id: clientId, scopes, nonce };
}
