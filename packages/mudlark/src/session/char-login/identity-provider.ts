import { z } from "zod";
import type { Clock } from "../../base/clock.ts";
import { isJsonObject } from "../../link/shape.ts";
import { isConfidential, parseWebAddress } from "../../base/web-address.ts";
import type { SignInIdentity } from "./sign-in.ts";

export interface IdentityProviderOptions {
  /** Address of its `.well-known/openid-configuration`. */
  readonly discovery: string;
  readonly clientId: string;
  /** Null for a provider that trusts the proof of the code alone. */
  readonly clientSecret: string | null;
  readonly clock: Clock;
}

/** What a client brings back from the provider (RFC 6749, section 4.1.2; RFC 7636). */
export interface CodeGrant {
  readonly code: string;
  readonly codeVerifier: string;
  readonly redirectUri: string;
  /** What the client bound the sign-in to itself by; null for nothing. */
  readonly nonce: string | null;
}

export type Redeemed =
  | { readonly kind: "identity"; readonly identity: SignInIdentity }
  /** The provider, or what it says, does not vouch for anybody. */
  | { readonly kind: "refused" }
  /** Nobody knows. The reason is for the log, and holds no secret. */
  | { readonly kind: "unreachable"; readonly reason: string };

interface Endpoints {
  readonly issuer: string;
  readonly token: string;
  /** When they were read, in milliseconds from some start. */
  readonly readAt: number;
}

const patienceMs = 10_000;
const mostBytes = 64 * 1024;
const endpointsLastMs = 60 * 60 * 1000;
/** Clocks of two machines differ. */
const skewMs = 60_000;

const configuration = z.looseObject({ issuer: z.string(), token_endpoint: z.string() });
const tokenAnswer = z.looseObject({ id_token: z.string() });
const claimsShape = z.looseObject({
  iss: z.string(),
  sub: z.string().min(1).max(255),
  aud: z.union([z.string(), z.array(z.string())]),
  exp: z.number(),
  nonce: z.string().optional(),
});

/**
 * An OpenID provider, asked directly and over an encrypted way, which is what its word is trusted for (OpenID Connect
 * Core 1.0, section 3.1.3.7, point 6).
 */
export class IdentityProvider {
  readonly #options: IdentityProviderOptions;
  #endpoints: Endpoints | null = null;

  constructor(options: IdentityProviderOptions) {
    this.#options = options;
  }

  /** Exchanges a code for the word about who signed in. Never throws. */
  async redeem(grant: CodeGrant): Promise<Redeemed> {
    try {
      const endpoints = await this.#discover();
      const answer = await this.#askForToken(endpoints.token, grant);
      if (answer === null) return { kind: "refused" };
      const identity = this.#identityIn(tokenAnswer.parse(answer).id_token, endpoints.issuer, grant.nonce);
      return identity === null ? { kind: "refused" } : { kind: "identity", identity };
    } catch (error) {
      return {
        kind: "unreachable",
        reason: error instanceof z.ZodError ? "it answered nonsense" : String(error),
      };
    }
  }

  async #discover(): Promise<Endpoints> {
    const { clock, discovery } = this.#options;
    const known = this.#endpoints;
    if (known !== null && clock.monotonic() - known.readAt < endpointsLastMs) return known;
    const response = await ask(discovery, {});
    if (!response.ok) throw new Error(`it answered ${response.status} for its configuration`);
    const { issuer, token_endpoint: token } = configuration.parse(await readJson(response));
    const address = parseWebAddress(token);
    if (address === null || !isConfidential(address))
      throw new Error("others could listen to what it is asked");
    return (this.#endpoints = { issuer, token, readAt: clock.monotonic() });
  }

  /** Null when the provider does not take the code. */
  async #askForToken(address: string, { code, codeVerifier, redirectUri }: CodeGrant): Promise<unknown> {
    const { clientId, clientSecret } = this.#options;
    const form = new URLSearchParams({
      grant_type: "authorization_code",
      code,
      code_verifier: codeVerifier,
      redirect_uri: redirectUri,
      client_id: clientId,
    });
    const headers: Record<string, string> = { accept: "application/json" };
    if (clientSecret !== null) {
      const proof = `${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`;
      headers["authorization"] = `Basic ${Buffer.from(proof).toString("base64")}`;
    }
    const response = await ask(address, { method: "POST", body: form, headers });
    if (response.status === 400) return null;
    if (!response.ok) throw new Error(`it answered ${response.status} for a code`);
    return readJson(response);
  }

  /** Null when the token is not meant for us, or for somebody else, or out of date. */
  #identityIn(token: string, issuer: string, nonce: string | null): SignInIdentity | null {
    const { clientId, clock } = this.#options;
    const [, payload = ""] = token.split(".");
    const claims: unknown = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
    const { iss, sub, aud, exp, nonce: bound } = claimsShape.parse(claims);
    const isForUs = Array.isArray(aud) ? aud.includes(clientId) : aud === clientId;
    const isBound = nonce === null || bound === nonce;
    if (iss !== issuer || !isForUs || !isBound || exp * 1000 < clock.now() - skewMs) return null;
    return isJsonObject(claims) ? { issuer, subject: sub, claims } : null;
  }
}

function ask(address: string, init: RequestInit): Promise<Response> {
  return fetch(address, { ...init, redirect: "error", signal: AbortSignal.timeout(patienceMs) });
}

/** Reads so much, and no more. */
async function readJson(response: Response): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > mostBytes) throw new Error("it answered too much");
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString("utf8"));
}
