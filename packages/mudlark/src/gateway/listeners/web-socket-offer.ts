import { nativeFormats } from "../wires/websocket-wire.ts";

/** What a client that asks for a WebSocket says about itself. */
export interface WebSocketOffer {
  /** The header `Sec-WebSocket-Protocol`. */
  readonly subprotocols: string | undefined;
  readonly origin: string | undefined;
  readonly host: string | undefined;
}

export type WebSocketAnswer =
  | { readonly accepted: true; readonly subprotocol: string }
  | { readonly accepted: false; readonly status: 400 | 403; readonly body: string };

/** Without a wish, as the reference's own client (design §9.15). */
const withoutWish = "v1.evennia.com";

/**
 * Which subprotocol to speak, and whether this page may speak at all (`protocols.md` §13): programs without an
 * origin, and pages of the game's own host or of an allowed one.
 */
export function answerOffer(offer: WebSocketOffer, ownHosts: readonly string[]): WebSocketAnswer {
  const subprotocol = choose(offer.subprotocols);
  if (subprotocol === null) {
    const known = Object.keys(nativeFormats).join(", ");
    return { accepted: false, status: 400, body: `Known WebSocket subprotocols: ${known}\n` };
  }
  if (!isWelcome(offer, ownHosts)) {
    return { accepted: false, status: 403, body: "Pages of other sites may not connect here.\n" };
  }
  return { accepted: true, subprotocol };
}

/** The best that both sides know; null when there is none. */
export function choose(header: string | undefined): string | null {
  if (header === undefined) return withoutWish;
  const offered = new Set(header.split(",").map((name) => name.trim()));
  return Object.keys(nativeFormats).find((name) => offered.has(name)) ?? null;
}

function isWelcome({ origin, host }: WebSocketOffer, ownHosts: readonly string[]): boolean {
  if (origin === undefined) return true;
  const page = URL.parse(origin);
  if (page === null) return false;
  return page.host === host || ownHosts.includes(page.host) || ownHosts.includes(page.hostname);
}
