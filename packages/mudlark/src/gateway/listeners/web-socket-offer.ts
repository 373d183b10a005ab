/** The names of WebSocket subprotocols, by what a game calls them in its settings (`protocols.md` §13). */
const subprotocolNames = {
  json: ["json.mudstandards.org"],
  gmcp: ["gmcp.mudstandards.org"],
  telnet: ["telnet.mudstandards.org"],
  terminal: ["terminal.mudstandards.org"],
  native: ["v1.mudlark", "v1.evennia.com"],
} as const;

type SubprotocolKind = keyof typeof subprotocolNames;

/** What a client that asks for a WebSocket says about itself. */
export interface WebSocketOffer {
  /** The header `Sec-WebSocket-Protocol`. */
  readonly subprotocols: string | undefined;
  readonly origin: string | undefined;
  readonly host: string | undefined;
}

/** Whom the server wants to speak with, and how. */
export interface WebSocketPolicy {
  /** The preferred first. */
  readonly subprotocols: readonly SubprotocolKind[];
  /** Hosts whose pages count as the game's own. */
  readonly ownHosts: readonly string[];
  /** May pages of other sites speak the standard subprotocols? */
  readonly foreignOrigins: boolean;
}

export type WebSocketAnswer =
  | { readonly accepted: true; readonly subprotocol: string }
  | { readonly accepted: false; readonly status: 400 | 403; readonly body: string };

/** Without a wish, as the reference's own client (design §9.15). */
const withoutWish = "v1.evennia.com";

/**
 * Which subprotocol to speak, and whether this page may speak at all (`protocols.md` §13): programs without an
 * origin, and pages of the game's own host or of an allowed one; other pages only the standard subprotocols.
 */
export function answerOffer(offer: WebSocketOffer, policy: WebSocketPolicy): WebSocketAnswer {
  const known = policy.subprotocols.flatMap((kind) => subprotocolNames[kind] as readonly string[]);
  const offered = new Set(offer.subprotocols?.split(",").map((name) => name.trim()) ?? [withoutWish]);
  const common = known.filter((name) => offered.has(name));
  if (common.length === 0) {
    return { accepted: false, status: 400, body: `Known WebSocket subprotocols: ${known.join(", ")}\n` };
  }
  const isOwn = isOwnPage(offer, policy.ownHosts);
  const subprotocol = common.find((name) => isOwn || (policy.foreignOrigins && !isNative(name)));
  return subprotocol === undefined
    ? { accepted: false, status: 403, body: "Pages of other sites may not connect here in this way.\n" }
    : { accepted: true, subprotocol };
}

function isNative(name: string): boolean {
  return (subprotocolNames.native as readonly string[]).includes(name);
}

function isOwnPage({ origin, host }: WebSocketOffer, ownHosts: readonly string[]): boolean {
  if (origin === undefined) return true;
  const page = URL.parse(origin);
  if (page === null) return false;
  return page.host === host || ownHosts.includes(page.host) || ownHosts.includes(page.hostname);
}
