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

interface Wish {
  readonly name: keyof typeof watched;
  readonly category: string | null;
  /** Under which name the client is told. */
  readonly answer: string;
  /** Of the monitor; null while nothing is played. */
  readonly key: string | null;
}

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
 * its session from puppet to puppet, and ends with it.
 */
export class SessionMonitors {
  readonly #game: Game;
  readonly #sessions: Sessions;
  readonly #wishes: JournaledMap<SessionId, readonly Wish[]>;

  constructor(game: Game, sessions: Sessions) {
    this.#game = game;
    this.#sessions = sessions;
    this.#wishes = new JournaledMap(game.turns);
    game.signals.on("objectPuppeted", ({ session }) => this.#follow(session));
    game.signals.on("objectUnpuppeted", ({ session }) => this.#follow(session));
    game.signals.on("sessionClosed", ({ session }) => this.#replace(session, []));
  }

  readonly inputs: Readonly<Record<string, InputFunction>> = {
    monitor: inputFunction({
      help: "Tells whenever name, location or desc of whom you play changes.",
      needsLogin: true,
      positional: ["name"],
      takes: wanted,
      run: (session, { name, category, outputfuncName, stop }) => {
        if (!stop && session.puppet === null) return "You play nobody who could be watched.";
        const others = this.#of(session.id).filter(
          (wish) => wish.name !== name || wish.category !== category,
        );
        const wish = { name, category, answer: outputfuncName, key: null };
        return this.#replace(session.id, stop ? others : [...others, wish]);
      },
    }),
    unmonitor: inputFunction({
      help: "Ends what monitor began.",
      needsLogin: true,
      positional: ["name"],
      takes: wanted,
      run: (session, { name, category }) =>
        this.#replace(
          session.id,
          this.#of(session.id).filter((wish) => wish.name !== name || wish.category !== category),
        ),
    }),
    monitored: inputFunction({
      help: "Answers with everything that monitor was asked for.",
      needsLogin: true,
      takes: z.looseObject({}),
      run: (session) => {
        const object = session.puppet?.ref ?? null;
        const rows = this.#of(session.id).map(({ name, category, answer }) => ({
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

  #of(session: SessionId): readonly Wish[] {
    return this.#wishes.get(session) ?? [];
  }

  /** The session plays something else now, or nothing. */
  #follow(session: SessionId): void {
    const wishes = this.#of(session);
    if (wishes.length > 0) this.#replace(session, wishes);
  }

  #replace(id: SessionId, wishes: readonly Wish[]): void {
    for (const { key } of this.#of(id)) if (key !== null) this.#game.monitors.remove(key);
    const session = this.#sessions.get(id);
    if (session === undefined || session.isClosed || wishes.length === 0) return this.#wishes.delete(id);
    this.#wishes.set(
      id,
      wishes.map((wish) => ({ ...wish, key: this.#watch(session, wish) })),
    );
  }

  #watch(session: Session, { name, category, answer }: Wish): string | null {
    if (session.puppet === null) return null;
    const tell = (puppet: WorldObject): void => {
      if (session.isClosed || session.puppet !== puppet) return;
      const value = valueOf(puppet, name, category);
      session.send(answer, [], category === null ? { name, value } : { name, value, category });
    };
    const options = { category, session: session.id, mayBeMissing: true };
    return this.#game.monitors.add(session.puppet, watched[name], tell, options).key;
  }
}

function valueOf(puppet: WorldObject, name: Wish["name"], category: string | null): JsonValue {
  if (name === "name") return puppet.key;
  if (name === "location") return puppet.location?.key ?? null;
  const desc = puppet.attributes.get("desc", category === null ? {} : { category });
  return typeof desc === "string" ? desc : null;
}
