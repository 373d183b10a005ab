import type { IncomingHttpHeaders, OutgoingHttpHeaders } from "node:http";

/** What a proxy knows about a request that the server behind it cannot see. */
export interface RequestOrigin {
  /** The client's address. */
  readonly address: string;
  /** Is the way to the browser encrypted, as far as is known? */
  readonly secure: boolean;
}

/** Headers that concern one connection only, never the next (RFC 9110 §7.6.1). */
const hopByHop: ReadonlySet<string> = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** What only the gateway may say: a client that says it is lying, or was heard already. */
const ours: ReadonlySet<string> = new Set([
  "forwarded",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-proto",
  "content-length",
  "expect",
]);

/** The headers of a request, as the world may believe them. The body is sent whole, so its length is known. */
export function requestHeaders(
  headers: IncomingHttpHeaders,
  { address, secure }: RequestOrigin,
  bodyLength: number,
): OutgoingHttpHeaders {
  const kept = Object.entries(endToEnd(headers)).filter(([name]) => !ours.has(name));
  return {
    ...Object.fromEntries(kept),
    "x-forwarded-for": address,
    "x-forwarded-proto": secure ? "https" : "http",
    ...(headers.host === undefined ? {} : { "x-forwarded-host": headers.host }),
    ...(bodyLength === 0 ? {} : { "content-length": bodyLength }),
  };
}

/** Without those that concern one connection only, the ones that `Connection` names included. */
export function endToEnd(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const named = new Set((headers.connection ?? "").split(",").map((name) => name.trim().toLowerCase()));
  const kept = Object.entries(headers).filter(([name]) => !hopByHop.has(name) && !named.has(name));
  return Object.fromEntries(kept);
}
