import { z } from "zod";
import type { Game } from "../../model/game.ts";
import type { WorldObject } from "../../model/object/world-object.ts";
import type { Session } from "../session.ts";
import type { Sessions } from "../sessions.ts";
import { inputFunction, type InputFunction } from "./input-function.ts";

export interface TypingSettings {
  readonly enabled: boolean;
  /** Seconds after which a client that has said nothing more is taken not to type any longer. */
  readonly timeout: number;
}

/**
 * Lets people in a room see who is typing (`web-and-operations.md` §11.12): that somebody types one of certain commands,
 * never what. Only clients with the flag `ISTYPING` take part.
 */
export function typingNotices(
  game: Game,
  sessions: Sessions,
  { enabled, timeout }: TypingSettings,
): Readonly<Record<string, InputFunction>> {
  /** When each puppet was last told of, and whether it typed then. */
  const told = new WeakMap<WorldObject, { readonly state: boolean; readonly at: number }>();

  function isNews(puppet: WorldObject, state: boolean): boolean {
    const now = game.clock.monotonic();
    const last = told.get(puppet);
    if (last?.state === state && now - last.at < (timeout * 1000) / 2) return false;
    told.set(puppet, { state, at: now });
    return true;
  }

  return {
    is_typing_setup: inputFunction({
      help: "Answers with the commands that others may see you type.",
      needsLogin: true,
      takes: z.looseObject({}),
      run(session) {
        if (!enabled || session.puppet === null || session.flags.ISTYPING !== true) return;
        const payload = { commands: reportedCommands(game, session), timeout: timeout * 1000 };
        session.send("is_typing", [], { type: "setup", payload });
      },
    }),
    is_typing_state: inputFunction({
      help: "Tells the others in the room that you type, or type no more.",
      needsLogin: true,
      positional: ["state"],
      takes: z.object({ state: z.boolean() }),
      run(session, { state }) {
        const { puppet } = session;
        const place = puppet?.location ?? null;
        if (!enabled || puppet === null || place === null || session.flags.ISTYPING !== true) return;
        if (!isNews(puppet, state)) return;
        for (const other of place.contents) {
          if (other === puppet) continue;
          for (const watching of sessions.ofPuppet(other)) {
            if (watching.flags.ISTYPING !== true || !canSee(other, puppet)) continue;
            const payload = { name: puppet.getDisplayName(other), state };
            watching.send("is_typing", [], { type: "typing", payload });
          }
        }
      },
    }),
  };
}

/** The names of commands that say so, and of nicks that become one. */
function reportedCommands(game: Game, session: Session): readonly string[] {
  const { account, puppet } = session;
  const commands = game.commands
    .available({ caller: puppet ?? account ?? session, session, account, puppet })
    .filter(({ command }) => command.reportTyping)
    .flatMap(({ names }) => names);
  const known = new Set(commands.map((name) => name.toLowerCase()));
  const nicks = (puppet?.nicks.all({ category: "inputline" }) ?? [])
    .filter(({ replacement }) => known.has(firstWord(replacement)))
    .map(({ pattern }) => firstWord(pattern));
  return [...new Set([...commands, ...nicks])].sort();
}

function firstWord(text: string): string {
  return (text.trim().split(/\s/u, 1)[0] ?? "").toLowerCase();
}

function canSee(looker: WorldObject, other: WorldObject): boolean {
  return other.location?.filterVisible([other], looker).includes(other) === true;
}
