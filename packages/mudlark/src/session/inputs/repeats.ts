import { z } from "zod";
import type { Timer } from "../../base/clock.ts";
import type { SessionId } from "../../base/session-id.ts";
import type { Game } from "../../model/game.ts";
import type { Session } from "../session.ts";
import type { Sessions } from "../sessions.ts";
import { inputFunction, type InputFunction } from "./input-function.ts";

/** Something of the game that a client may have done for it again and again. */
export type RepeatedCall = (session: Session) => void;

const service = "repeat";
const shortestInterval = 5;
const longestInterval = 86_400;
/** Of one client at a time. */
const mostRepeats = 8;

const wanted = z.object({
  callback: z.string().max(64),
  interval: z.coerce.number().default(60),
  stop: z.boolean().default(false),
});
const kept = z.tuple([z.string(), z.number()]);
type Kept = z.output<typeof kept>;

/** Calls that clients asked for, each every so many seconds, until their session ends (`sessions.md` §15, `repeat`). */
export class Repeats {
  readonly #game: Game;
  readonly #sessions: Sessions;
  readonly #calls: ReadonlyMap<string, RepeatedCall>;
  readonly #timers = new Map<SessionId, Timer[]>();

  /** @param calls what may be asked for, by name */
  constructor(game: Game, sessions: Sessions, calls: Readonly<Record<string, RepeatedCall>>) {
    this.#game = game;
    this.#sessions = sessions;
    this.#calls = new Map(Object.entries(calls));
    game.signals.on("sessionClosed", ({ session }) => this.#armLater(session));
  }

  readonly inputs: Readonly<Record<string, InputFunction>> = {
    repeat: inputFunction({
      help: "Does something of the game for you every so many seconds.",
      needsLogin: true,
      positional: ["callback", "interval"],
      takes: wanted,
      run: (session, { callback, interval, stop }) => {
        if (stop) return this.#keep(session, this.#without(session, callback));
        if (!this.#calls.has(callback)) return this.#unknown(callback);
        const others = this.#without(session, callback);
        if (others.length >= mostRepeats) return `No more than ${mostRepeats} can be repeated at a time.`;
        const seconds = Math.min(longestInterval, Math.max(shortestInterval, interval || shortestInterval));
        return this.#keep(session, [...others, [callback, seconds]]);
      },
    }),
    unrepeat: inputFunction({
      help: "Ends what repeat began.",
      needsLogin: true,
      positional: ["callback"],
      takes: wanted,
      run: (session, { callback }) => this.#keep(session, this.#without(session, callback)),
    }),
  };

  /** A session is back after a reload or a crash. */
  restore(session: Session): void {
    if (this.#of(session).length > 0) this.#armLater(session.id);
  }

  #unknown(callback: string): string {
    const names = [...this.#calls.keys()].sort();
    const known = names.length === 0 ? "Nothing can be repeated here." : `Known are: ${names.join(", ")}.`;
    return `"${callback}" cannot be repeated. ${known}`;
  }

  #of(session: Session): readonly Kept[] {
    return session.subscriptions(service).flatMap((row) => {
      const read = kept.safeParse(row);
      return read.success ? [read.data] : [];
    });
  }

  #without(session: Session, callback: string): readonly Kept[] {
    return this.#of(session).filter(([name]) => name !== callback);
  }

  #keep(session: Session, repeats: readonly Kept[]): null {
    session.setSubscriptions(service, repeats);
    this.#armLater(session.id);
    return null;
  }

  /** Timers follow what is kept, once that is sure. */
  #armLater(id: SessionId): void {
    this.#game.turns.requireTurn().onCommit(() => this.#arm(id));
  }

  #arm(id: SessionId): void {
    for (const timer of this.#timers.get(id) ?? []) timer.cancel();
    this.#timers.delete(id);
    const session = this.#sessions.get(id);
    if (session === undefined || session.isClosed) return;
    const timers = this.#of(session).map(([name, seconds]) =>
      this.#game.clock.every(seconds * 1000, () => {
        const spec = { kind: "timer", label: `repeat ${name}`, lane: `session:${id}`, session: id } as const;
        this.#game.turns.enqueue(spec, () => this.#call(id, name));
      }),
    );
    if (timers.length > 0) this.#timers.set(id, timers);
  }

  #call(id: SessionId, name: string): void {
    const session = this.#sessions.get(id);
    if (session !== undefined && !session.isClosed) this.#calls.get(name)?.(session);
  }
}
