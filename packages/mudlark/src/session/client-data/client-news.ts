import type { SessionId } from "../../base/session-id.ts";
import { recordKey, type EntityRecord } from "../../model/entity/entity-record.ts";
import type { Game } from "../../model/game.ts";
import type { ChangeWatcher } from "../../model/change-watcher.ts";
import type { Entity } from "../../model/entity/entity.ts";
import type { WorldObject } from "../../model/object/world-object.ts";
import type { Session } from "../session.ts";
import type { GameClient } from "./game-client.ts";
import type { Sessions } from "../sessions.ts";

/** Clients hear of changes no oftener than that, in milliseconds (`protocols.md` §7). */
const interval = 100;

/** Entities beside account, puppet and place that one session may depend on. */
const mostOthers = 16;

/** Looks at a session whose values may have changed, and tells its client what is new. Runs in a turn. */
export type NewsListener = (session: Session) => void;

/**
 * Knows which sessions may have to be told something, because their account, their puppet or its place has changed.
 * Changes are put together, so that a client hears of many of them once, with the last values.
 */
export class ClientNews implements ChangeWatcher {
  readonly #game: Game;
  readonly #sessions: Sessions;
  readonly #watches: NonNullable<GameClient["watches"]>;
  readonly #listeners: NewsListener[] = [];
  readonly #bySubject = new Map<EntityRecord, Set<SessionId>>();
  readonly #subjects = new Map<SessionId, readonly EntityRecord[]>();
  /** Sessions to be looked at, and by whom. */
  readonly #stale = new Map<SessionId, Set<NewsListener>>();
  #isSet = false;
  #toldAt = Number.NEGATIVE_INFINITY;

  /** @param watches what else the data about a puppet depends on */
  constructor(game: Game, sessions: Sessions, watches: GameClient["watches"] = () => []) {
    this.#game = game;
    this.#sessions = sessions;
    this.#watches = watches;
    game.addWatcher(this);
    const follow = ({ session }: { readonly session: SessionId }): void => {
      if (this.#subjects.has(session)) this.watch(session);
    };
    game.signals.on("objectPuppeted", follow);
    game.signals.on("objectUnpuppeted", follow);
    game.signals.on("accountLogin", follow);
    game.signals.on("entityDeleting", ({ entity }) => {
      const { content, location } = entity[recordKey];
      if (content === "exit") this.#notePlace(location);
    });
    game.signals.on("sessionClosed", ({ session }) => {
      game.turns.requireTurn().onCommit(() => this.#forget(session));
    });
  }

  /**
   * Adds somebody who looks at each session that may have news.
   *
   * @returns has this listener alone look at a session soon; for what it has seen in a turn that is done
   */
  listen(listener: NewsListener): (session: SessionId) => void {
    this.#listeners.push(listener);
    return (session) => this.#changed(session, [listener]);
  }

  /** This session is looked at from now on, the first time soon. */
  watch(session: SessionId): void {
    this.#game.turns.requireTurn().onCommit(() => {
      this.#follow(session);
      this.#changed(session);
    });
  }

  fieldChanged(record: EntityRecord, field: string, before: unknown): void {
    this.#noteSubject(record);
    if (record.content !== "exit") return;
    // An exit is part of what there is to know of a place.
    this.#notePlace(record.location);
    if (field === "location" && typeof before === "number") this.#notePlace(before);
  }

  attributeChanged(record: EntityRecord): void {
    this.#noteSubject(record);
  }

  #notePlace(id: number | null): void {
    const place = id === null ? undefined : this.#game.record("object", id);
    if (place !== undefined) this.#noteSubject(place);
  }

  #noteSubject(record: EntityRecord): void {
    const sessions = this.#bySubject.get(record);
    if (sessions === undefined || this.#game.turns.journal.isUndoing) return;
    this.#game.turns.current?.onCommit(() => {
      for (const session of sessions) this.#changed(session);
    });
  }

  #changed(session: SessionId, listeners: readonly NewsListener[] = this.#listeners): void {
    const waiting = this.#stale.get(session);
    if (waiting === undefined) this.#stale.set(session, new Set(listeners));
    else for (const listener of listeners) waiting.add(listener);
    if (this.#isSet) return;
    this.#isSet = true;
    const wait = this.#toldAt + interval - this.#game.clock.monotonic();
    this.#game.clock.after(Math.max(0, wait), () => {
      const spec = { kind: "event", label: "news for clients", lane: "client news" } as const;
      this.#game.turns.enqueue(spec, () => this.#tell());
    });
  }

  #tell(): void {
    this.#isSet = false;
    this.#toldAt = this.#game.clock.monotonic();
    const stale = [...this.#stale];
    this.#stale.clear();
    for (const [id, listeners] of stale) {
      const session = this.#sessions.get(id);
      if (session === undefined || session.isClosed) continue;
      this.#follow(id);
      // In the order in which they came to listen.
      for (const listener of this.#listeners) if (listeners.has(listener)) this.#try(session, listener);
    }
  }

  #try(session: Session, listener: NewsListener): void {
    const result = this.#game.attempt(() => listener(session));
    if (result.ok) return;
    this.#game.logger.error("a client could not be told what is new", {
      session: session.id,
      error: result.error,
    });
  }

  /** Looks out for what the session depends on now. */
  #follow(id: SessionId): void {
    const session = this.#sessions.get(id);
    if (session === undefined) return this.#forget(id);
    this.#forget(id);
    const { account, puppet } = session;
    const others = puppet === null ? [] : this.#othersOf(session, puppet);
    const subjects = [account, puppet, puppet?.location ?? null, ...others].flatMap((entity) =>
      entity === null ? [] : [entity[recordKey]],
    );
    this.#subjects.set(id, subjects);
    for (const record of subjects) {
      const known = this.#bySubject.get(record);
      if (known === undefined) this.#bySubject.set(record, new Set([id]));
      else known.add(id);
    }
  }

  #othersOf(session: Session, puppet: WorldObject): readonly Entity[] {
    try {
      return this.#watches(puppet).slice(0, mostOthers);
    } catch (error) {
      const problem = "what else the data for a client depends on is not known";
      this.#game.logger.error(problem, { session: session.id, error });
      return [];
    }
  }

  #forget(id: SessionId): void {
    for (const record of this.#subjects.get(id) ?? []) {
      const sessions = this.#bySubject.get(record);
      sessions?.delete(id);
      if (sessions?.size === 0) this.#bySubject.delete(record);
    }
    this.#subjects.delete(id);
  }
}
