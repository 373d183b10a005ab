import { messageOf } from "../../base/errors.ts";
import type { Logger } from "../../base/logger.ts";
import type { SessionId } from "../../base/session-id.ts";
import type { GatewayMessage, SessionSnapshot } from "../../link/messages.ts";
import type { SessionState } from "../../link/session-state.ts";
import { WorldObject } from "../../model/object/world-object.ts";
import { playedTag } from "../../session/puppets.ts";
import { reconcile } from "../../session/reconcile.ts";
import type { Session } from "../../session/session.ts";
import type { SessionMode } from "../../session/session-mode.ts";
import { patchOf } from "../../session/turn-marks.ts";
import { words } from "../../session/words.ts";
import { escapeMarkup } from "../../text/markup/plain-text.ts";
import type { SessionMark } from "../../store/rows.ts";
import type { Engine } from "../engine.ts";

export type SessionsMessage = Extract<GatewayMessage, { readonly type: "sessions" }>;

/** Inputs that were done before a crash without the gateway having heard of it. */
export type DoneInputs = Map<SessionId, Set<number>>;

/**
 * Brings the sessions back that the gateway kept while there was no world (`sessions.md` §11.5, steps 9 to 12). Runs
 * inside a turn. One bad session never stops the others.
 */
export class Resync {
  readonly #engine: Engine;
  readonly #mode: SessionMode;
  readonly #logger: Logger;
  /** Sessions whose next line is not to come again because of what it did: it was the answer, if any was due. */
  #answered: ReadonlySet<SessionId> = new Set();

  constructor(engine: Engine, mode: SessionMode, logger: Logger) {
    this.#engine = engine;
    this.#mode = mode;
    this.#logger = logger;
  }

  /** @param marks what the store says was done, for this run of the gateway and for others */
  run(message: SessionsMessage, marks: readonly SessionMark[]): DoneInputs {
    const own = new Map(
      marks.filter((mark) => mark.gateway === message.gateway).map((mark) => [mark.session, mark]),
    );
    const done: DoneInputs = new Map();
    this.#answered = new Set(
      message.incidents.flatMap(({ session, dropped }) => (dropped ? (session ?? []) : [])),
    );
    for (const snapshot of message.sessions) this.#restore(snapshot, own.get(snapshot.state.id), done);
    for (const { state, reason } of message.closed) this.#bury(overlaid(state, own.get(state.id)), reason);
    for (const account of this.#engine.sessions.accounts()) reconcile(account, this.#mode, this.#engine);
    this.#clearGhosts();
    return done;
  }

  #restore({ state, acknowledged }: SessionSnapshot, mark: SessionMark | undefined, done: DoneInputs): void {
    const session = this.#engine.sessions.add(overlaid(state, mark));
    const unheard = (mark?.lines ?? []).filter((line) => line > acknowledged);
    session.durableLines.push(...(mark?.lines ?? []));
    if (unheard.length > 0) done.set(session.id, new Set(unheard));
    const result = this.#engine.game.attempt(() => this.#relink(session));
    const lastDone = Math.max(acknowledged, ...unheard);
    if (result.ok) {
      this.#engine.inputs.restore(session);
      return this.#cancel(session, lastDone);
    }
    this.#logger.error("a session could not be brought back", {
      session: session.id,
      error: messageOf(result.error),
    });
    this.#engine.entrance.end(
      session,
      "lost",
      "Your session could not be brought back. Please log in again.",
    );
  }

  /** The world died while a command waited, or something asked: it is gone, and its player must know. */
  #cancel(session: Session, lastDone: number): void {
    if (session.isClosed) return;
    const { waiting, asking } = session.state;
    this.#reopen(session);
    const isBack = asking?.returns === true && session.frames.top?.kind === asking.kind;
    const what = waiting ?? (isBack ? undefined : asking?.kind);
    if (what === undefined) return;
    session.msg(words.waitCancelled(escapeMarkup(what)));
    session.change(session.frames.top === null ? { waiting: null, asking: null } : { waiting: null });
    if (isBack) return;
    const wasAnswered = asking?.takes === "line" && this.#answered.has(session.id);
    if (asking !== null && !wasAnswered) session.leaveUnanswered(asking, lastDone);
  }

  /** Menus and editors that outlive a world. */
  #reopen(session: Session): void {
    const { frames } = session.state;
    if (frames.length === 0) return;
    session.change({ frames: [] });
    this.#engine.dispatcher.dialogs.restore(session, frames);
  }

  #relink(session: Session): void {
    const { uid, puid } = session.state;
    if (uid === null) return;
    const { accounts, game, entrance } = this.#engine;
    const account = accounts.get(uid);
    if (account === null) return entrance.end(session, "accountDeleted", words.accountDeleted);
    const entity = puid === null ? null : game.objects.get(puid);
    session.relink(account, entity instanceof WorldObject ? entity : null);
    if (puid === null || entity !== null) return;
    session.change({ puid: null });
    session.msg(words.puppetGone);
    entrance.showOutOfCharacter(session);
  }

  /** A client that left while there was no world: everything that its leaving means, now. */
  #bury(state: SessionState, reason: string): void {
    const session = this.#engine.sessions.add(state);
    const result = this.#engine.game.attempt(() => {
      this.#relink(session);
      this.#engine.entrance.end(session, reason, null);
    });
    if (result.ok) return;
    this.#logger.error("a lost session could not be ended", {
      session: session.id,
      error: messageOf(result.error),
    });
    this.#engine.sessions.remove(session);
  }

  /** Whoever was played when the last world ended, and is not now, goes off the grid. */
  #clearGhosts(): void {
    const { game, sessions } = this.#engine;
    const played = game.tagIndex("object").bearersOf("tag", playedTag.key, playedTag.category);
    // The set changes while ghosts lose their tag.
    for (const record of Array.from(played)) {
      const puppet = game.instanceOf(record);
      if (!(puppet instanceof WorldObject) || sessions.isPlayed(puppet)) continue;
      const result = game.attempt(() => {
        puppet.tags.remove(playedTag.key, { category: playedTag.category });
        puppet.atPostUnpuppet(null, null, { reason: "connection lost", handover: false });
      });
      if (!result.ok)
        this.#logger.error("a ghost stays", { object: puppet.ref, error: messageOf(result.error) });
    }
  }
}

/** What the store knows of a session, where that is newer than what the gateway knows. */
function overlaid(state: SessionState, mark: SessionMark | undefined): SessionState {
  if (mark === undefined || mark.revision <= state.revision) return state;
  // Where the client is, and whether it is there, the gateway knows best.
  const { linkDead, address } = state;
  return { ...state, ...patchOf(mark), linkDead, address, revision: mark.revision };
}
