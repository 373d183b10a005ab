import { isDeepStrictEqual } from "node:util";
import type { JsonObject, JsonValue } from "../../base/json.ts";
import type { Game } from "../../model/game.ts";
import type { WorldObject } from "../../model/object/world-object.ts";
import type { SessionId } from "../../base/session-id.ts";
import type { Account } from "../accounts/account.ts";
import type { Session } from "../session.ts";
import type { Sessions } from "../sessions.ts";
import type { ClientNews } from "./client-news.ts";
import { byLowerCase, knownFacts } from "./client-facts.ts";
import type { GameClient } from "./game-client.ts";
import { roomInfo } from "./room-info.ts";
import { personOf, playersIn } from "./room-players.ts";
import { speaksGmcp } from "./speaks-gmcp.ts";

/** What the game itself knows about a player. */
export interface GmcpNewsParts {
  readonly game: Game;
  readonly sessions: Sessions;
  readonly news: ClientNews;
  readonly own: Pick<GameClient, "vitals" | "status" | "room" | "discord">;
  /** The channels that an account listens to, as `Comm.Channel.List` has them. */
  readonly channelsOf: (account: Account) => readonly JsonObject[];
}

/** Data by the name of the message that brings it; a list is its only argument. */
type Messages = ReadonlyMap<string, JsonObject | readonly JsonObject[]>;

/** What a client was told last, by the message that told it; and the room whose players it knows. */
interface Told {
  readonly messages: Messages;
  readonly room: WorldObject | null;
}

/**
 * Tells clients that speak GMCP, without being asked, who their player is and where: `Char.Name`, `Char.Vitals`,
 * `Char.Status`, `Room.Info`, `Room.Players`, `Comm.Channel.List` (`protocols.md` §8.1). Which of these a client wants, its gateway knows.
 */
export class GmcpNews {
  readonly #game: Game;
  readonly #parts: GmcpNewsParts;
  readonly #told = new WeakMap<Session, Told>();

  constructor(parts: GmcpNewsParts) {
    const { game, news } = parts;
    this.#game = game;
    this.#parts = parts;
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
    const { sessions, news } = this.#parts;
    const session = sessions.get(id);
    if (session !== undefined && session.isLoggedIn && speaksGmcp(session)) news.watch(id);
  }

  #tellChanges(session: Session): void {
    if (!speaksGmcp(session)) return;
    const { puppet } = session;
    const before = this.#told.get(session);
    const room = puppet?.location ?? null;
    const messages = this.#game.turns.pure(() => this.#messagesFor(session));
    for (const [name, data] of messages) {
      const known = before?.messages.get(name);
      if (isDeepStrictEqual(known, data)) continue;
      if (isList(data)) session.send(name, [data]);
      else if (name === "Char.Status") session.send(name, [], changesIn(data, known));
      else session.send(name, [], data, name === "Char.Vitals" ? "latest" : undefined);
    }
    if (puppet !== null && room !== null && room !== before?.room) {
      const players = this.#game.turns.pure(() => playersIn(room, puppet, this.#parts.sessions));
      session.send("Room.Players", [players]);
    }
    this.#game.turns.requireTurn().onCommit(() => this.#told.set(session, { messages, room }));
  }

  #messagesFor({ account, puppet }: Session): Messages {
    const { channelsOf, own } = this.#parts;
    const messages = new Map<string, JsonObject | readonly JsonObject[]>();
    if (account !== null) messages.set("Comm.Channel.List", channelsOf(account));
    if (puppet === null) return messages;
    messages.set("Char.Name", personOf(puppet));
    if (own.vitals !== undefined) messages.set("Char.Vitals", knownFacts(own.vitals(puppet)));
    for (const [name, data] of statusMessages(knownFacts(own.status?.(puppet) ?? {})))
      messages.set(name, data);
    if (own.discord?.status !== undefined)
      messages.set("External.Discord.Status", knownFacts(own.discord.status(puppet)));
    const { location } = puppet;
    if (location !== null) messages.set("Room.Info", roomInfo(location, puppet, own.room));
    return messages;
  }
}

/** What the client is to show beside each value, and the values. */
function statusMessages(status: JsonObject): readonly (readonly [string, JsonObject])[] {
  const entries = Object.entries(status);
  if (entries.length === 0) return [];
  const labels = entries.map(([label]) => [label.toLowerCase(), label] as const);
  return [
    ["Char.StatusVars", Object.fromEntries(labels)],
    ["Char.Status", byLowerCase(status)],
  ];
}

function changesIn(data: JsonObject, known: JsonObject | readonly JsonObject[] | undefined): JsonObject {
  const before: Readonly<Record<string, JsonValue>> = known === undefined || isList(known) ? {} : known;
  return Object.fromEntries(
    Object.entries(data).filter(([key, value]) => !isDeepStrictEqual(before[key], value)),
  );
}

function isList(data: JsonObject | readonly JsonObject[]): data is readonly JsonObject[] {
  return Array.isArray(data);
}
