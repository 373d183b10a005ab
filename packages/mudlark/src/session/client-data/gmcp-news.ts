import { isDeepStrictEqual } from "node:util";
import type { JsonObject } from "../../base/json.ts";
import type { Game } from "../../model/game.ts";
import type { WorldObject } from "../../model/object/world-object.ts";
import type { SessionId } from "../../base/session-id.ts";
import type { Session } from "../session.ts";
import type { Sessions } from "../sessions.ts";
import type { ClientNews } from "./client-news.ts";
import type { GameClient } from "./game-client.ts";
import { personOf, playersIn } from "./room-players.ts";
import { speaksGmcp } from "./speaks-gmcp.ts";

/** What a client was told last, by the message that told it; and the room whose players it knows. */
interface Told {
  readonly messages: ReadonlyMap<string, JsonObject>;
  readonly room: WorldObject | null;
}

/**
 * Tells clients that speak GMCP, without being asked, who their player is and where: `Char.Name`, `Char.Vitals`,
 * `Room.Info`, `Room.Players` (`protocols.md` §8.1). Which of these a client wants, its gateway knows.
 */
export class GmcpNews {
  readonly #game: Game;
  readonly #sessions: Sessions;
  readonly #news: ClientNews;
  readonly #own: Pick<GameClient, "vitals" | "room">;
  readonly #told = new WeakMap<Session, Told>();

  constructor(game: Game, sessions: Sessions, news: ClientNews, own: Pick<GameClient, "vitals" | "room">) {
    this.#game = game;
    this.#sessions = sessions;
    this.#news = news;
    this.#own = own;
    news.listen((session) => this.#tellChanges(session));
    const begin = ({ session }: { readonly session: SessionId }): void => this.#begin(session);
    game.signals.on("accountLogin", begin);
    game.signals.on("objectPuppeted", begin);
  }

  /** A session is back after a reload or a crash. */
  restore(session: Session): void {
    this.#begin(session.id);
  }

  /** The client wants other packages than before: tells it everything anew. */
  tellAnew(session: Session): void {
    this.#game.turns.requireTurn().onCommit(() => this.#told.delete(session));
    this.#begin(session.id);
  }

  #begin(id: SessionId): void {
    const session = this.#sessions.get(id);
    if (session !== undefined && session.isLoggedIn && speaksGmcp(session)) this.#news.watch(id);
  }

  #tellChanges(session: Session): void {
    if (!speaksGmcp(session)) return;
    const { puppet } = session;
    const before = this.#told.get(session);
    const room = puppet?.location ?? null;
    const messages = this.#game.turns.pure(() => this.#messagesFor(puppet));
    for (const [name, kwargs] of messages) {
      if (!isDeepStrictEqual(before?.messages.get(name), kwargs)) session.send(name, [], kwargs);
    }
    if (puppet !== null && room !== null && room !== before?.room) {
      const players = this.#game.turns.pure(() => playersIn(room, puppet, this.#sessions));
      session.send("Room.Players", [players]);
    }
    this.#game.turns.requireTurn().onCommit(() => this.#told.set(session, { messages, room }));
  }

  #messagesFor(puppet: WorldObject | null): ReadonlyMap<string, JsonObject> {
    const messages = new Map<string, JsonObject>();
    if (puppet === null) return messages;
    messages.set("Char.Name", personOf(puppet));
    if (this.#own.vitals !== undefined) messages.set("Char.Vitals", this.#own.vitals(puppet));
    const { location } = puppet;
    if (location !== null) {
      messages.set("Room.Info", { ...roomInfo(location, puppet), ...this.#own.room?.(location, puppet) });
    }
    return messages;
  }
}

function roomInfo(room: WorldObject, looker: WorldObject): JsonObject {
  const exits = room
    .filterVisible(room.exits, looker)
    .flatMap((exit) => (exit.destination === null ? [] : [[exit.key, exit.destination.id] as const]));
  return {
    num: room.id,
    name: room.key,
    area: "",
    environment: "",
    exits: Object.fromEntries(exits),
    details: [],
  };
}
