import { z } from "zod";
import type { SessionId } from "../../base/session-id.ts";
import type { JsonValue } from "../../base/json.ts";
import type { Game } from "../../model/game.ts";
import type { WorldObject } from "../../model/object/world-object.ts";
import { JournaledMap } from "../../model/turn/journaled-map.ts";
import type { Session } from "../session.ts";
import type { Sessions } from "../sessions.ts";
import { inputFunction, type InputFunction } from "./input-function.ts";

/** What may be watched, by the name of its attribute or field. */
const watched = { name: "key", location: "location", desc: "desc" } as const;

const service = "monitor";
/** Of one client at a time. */
const mostWishes = 32;

const wish = z.object({
  name: z.enum(["name", "location", "desc"]),
  category: z.string().nullable(),
  /** Under which name the client is told. */
  answer: z.string(),
});
type Wish = z.output<typeof wish>;

const wanted = z.object({
  name: z.enum(["name", "location", "desc"]),
  category: z.string().max(100).nullable().default(null),
  outputfuncName: z
    .string()
    .regex(/^[\w.]{1,64}$/)
    .default("monitor"),
  stop: z.boolean().default(false),
});

/**
 * Clients that want to know when something about their puppet changes (`sessions.md` §15, `monitor`). A wish follows
 * its session from puppet to puppet, over reloads and crashes, and ends with it.
 */
export class SessionMonitors {
  readonly #game: Game;
  readonly #sessions: Sessions;
  /** Keys of the monitors that serve each session now; none while it plays nothing. */
  readonly #keys: JournaledMap<SessionId, readonly string[]>;

  constructor(game: Game, sessions: Sessions) {
    this.#game = game;
    this.#sessions = sessions;
    this.#keys = new JournaledMap(game.turns);
    game.signals.on("objectPuppeted", ({ session }) => this.#follow(session));
    game.signals.on("objectUnpuppeted", ({ session }) => this.#follow(session));
    game.signals.on("sessionClosed", ({ session }) => this.#follow(session));
  }

  readonly inputs: Readonly<Record<string, InputFunction>> = {
    monitor: inputFunction({
      help: "Tells whenever name, location or desc of whom you play changes.",
      needsLogin: true,
      positional: ["name"],
      takes: wanted,
      run: (session, { name, category, outputfuncName, stop }) => {
        if (!stop && session.puppet === null) return "You play nobody who could be watched.";
        const others = withoutWish(session, name, category);
        if (others.length >= mostWishes) return `No more than ${mostWishes} things can be watched at a time.`;
        this.#keep(session, stop ? others : [...others, { name, category, answer: outputfuncName }]);
        return null;
      },
    }),
    unmonitor: inputFunction({
      help: "Ends what monitor began.",
      needsLogin: true,
      positional: ["name"],
      takes: wanted,
      run: (session, { name, category }) => this.#keep(session, withoutWish(session, name, category)),
    }),
    monitored: inputFunction({
      help: "Answers with everything that monitor was asked for.",
      needsLogin: true,
      takes: z.looseObject({}),
      run: (session) => {
        const object = session.puppet?.ref ?? null;
        const rows = wishesOf(session).map(({ name, category, answer }) => ({
          object,
          field: name,
          id: answer,
          persistent: false,
          data: { category },
        }));
        session.send("monitored", [rows]);
      },
    }),
  };

  /** A session is back after a reload or a crash. */
  restore(session: Session): void {
    this.#follow(session.id);
  }

  #keep(session: Session, wishes: readonly Wish[]): void {
    session.setSubscriptions(service, wishes);
    this.#follow(session.id);
  }

  /** Watches what the session wishes, of what it plays now. */
  #follow(id: SessionId): void {
    for (const key of this.#keys.get(id) ?? []) this.#game.monitors.remove(key);
    const session = this.#sessions.get(id);
    const puppet = session === undefined || session.isClosed ? null : session.puppet;
    const wishes = session === undefined || puppet === null ? [] : wishesOf(session);
    if (session === undefined || puppet === null || wishes.length === 0) return this.#keys.delete(id);
    this.#keys.set(
      id,
      wishes.map((each) => this.#watch(session, puppet, each)),
    );
  }

  #watch(session: Session, puppet: WorldObject, { name, category, answer }: Wish): string {
    const tell = (changed: WorldObject): void => {
      if (session.isClosed || session.puppet !== changed) return;
      const value = valueOf(changed, name, category);
      session.send(answer, [], category === null ? { name, value } : { name, value, category });
    };
    const options = { category, session: session.id, mayBeMissing: true };
    return this.#game.monitors.add(puppet, watched[name], tell, options).key;
  }
}

function wishesOf(session: Session): readonly Wish[] {
  return session.subscriptions(service).flatMap((row) => {
    const read = wish.safeParse(row);
    return read.success ? [read.data] : [];
  });
}

function withoutWish(session: Session, name: string, category: string | null): readonly Wish[] {
  return wishesOf(session).filter((each) => each.name !== name || each.category !== category);
}

function valueOf(puppet: WorldObject, name: Wish["name"], category: string | null): JsonValue {
  if (name === "name") return puppet.key;
  if (name === "location") return puppet.location?.key ?? null;
  const desc = puppet.attributes.get("desc", category === null ? {} : { category });
  return typeof desc === "string" ? desc : null;
}
