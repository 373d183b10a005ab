import { MudlarkError } from "../../base/errors.ts";
import { parseWebAddress } from "../../base/web-address.ts";
import type { JsonObject } from "../../base/json.ts";
import type { SessionId } from "../../base/session-id.ts";
import type { Game } from "../../model/game.ts";
import type { Session } from "../session.ts";
import type { Sessions } from "../sessions.ts";
import { isMediaFolder } from "./media.ts";
import { speaksGmcp } from "./speaks-gmcp.ts";

/** Something that clients can get and install. */
export interface ClientPackage {
  /** Clients get it again when this is another one. */
  readonly version: string;
  /** Where it is on the web. */
  readonly url: string;
}

/** What a game has for clients to get. */
export interface ClientFiles {
  /** Folder on the web where sounds lie, with a `/` at its end (`Client.Media.Default`). */
  readonly mediaUrl?: string;
  /** A user interface for clients that can install one (`Client.GUI`). */
  readonly gui?: ClientPackage;
  /** A map of the world (`Client.Map`). */
  readonly map?: ClientPackage;
}

const service = "offers";

/**
 * Tells clients that speak GMCP what there is to get for them: after the login, and again when it is another version
 * (`protocols.md` §8.1).
 */
export class ClientOffers {
  readonly #sessions: Sessions;
  /** By the name of the message. */
  readonly #offers: ReadonlyMap<string, JsonObject>;

  /** @throws MudlarkError GAME_INVALID */
  constructor(game: Game, sessions: Sessions, { mediaUrl, gui, map }: ClientFiles) {
    this.#sessions = sessions;
    if (mediaUrl !== undefined && !isMediaFolder(mediaUrl))
      throw new MudlarkError("GAME_INVALID", "client.mediaUrl must be an address of the web that ends in /");
    const offers = new Map<string, JsonObject>();
    if (mediaUrl !== undefined) offers.set("Client.Media.Default", { url: mediaUrl });
    if (gui !== undefined) offers.set("Client.GUI", checked("gui", gui));
    if (map !== undefined) offers.set("Client.Map", checked("map", map));
    this.#offers = offers;
    if (offers.size > 0) game.signals.on("accountLogin", ({ session }) => this.#tellNew(session));
  }

  /** A session is back after a reload or a crash: there may be something new. */
  restore(session: Session): void {
    this.#tellNew(session.id);
  }

  /** The client wants other packages than before: tells it everything anew. */
  tellAnew(session: Session): void {
    if (!session.isLoggedIn || this.#offers.size === 0) return;
    session.setSubscriptions(service, []);
    this.#tellNew(session.id);
  }

  #tellNew(id: SessionId): void {
    const session = this.#sessions.get(id);
    if (session === undefined || !session.isLoggedIn || !speaksGmcp(session)) return;
    const told = session.subscriptions(service);
    const offers = Array.from(this.#offers, ([name, data]) => ({
      name,
      data,
      key: JSON.stringify([name, data]),
    }));
    const fresh = offers.filter(({ key }) => !told.includes(key));
    if (fresh.length === 0) return;
    for (const { name, data } of fresh) session.send(name, [], data);
    session.setSubscriptions(
      service,
      offers.map(({ key }) => key),
    );
  }
}

function checked(name: string, { version, url }: ClientPackage): JsonObject {
  if (parseWebAddress(url) === null)
    throw new MudlarkError("GAME_INVALID", `client.${name}.url must be an address of the web`);
  if (!/^\P{Cc}{1,100}$/u.test(version))
    throw new MudlarkError("GAME_INVALID", `client.${name}.version must have 1 to 100 letters`);
  return { version, url };
}
