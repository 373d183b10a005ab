import type { SessionId } from "../../base/session-id.ts";
import type { Outcome } from "../../command/run/outcome.ts";
import { laneOf } from "../../command/run/session-lane.ts";
import type { Effect, SessionInput } from "../../link/messages.ts";
import type { Session } from "../../session/session.ts";
import { words } from "../../session/words.ts";
import type { Engine } from "../engine.ts";
import type { DoneInputs } from "./resync.ts";

/** Hears how a typed line ends: at once, or by a promise when its command waits. Tests wait for it. */
export type WatchLine = (session: SessionId, outcome: Outcome | Promise<Outcome>) => void;

/** Gives each input of a session its turn, and none of them two (design §5). */
export class LineIntake {
  readonly #engine: Engine;
  readonly #watchLine: WatchLine | null;
  /** What an earlier world has done already. */
  #done: DoneInputs = new Map();

  constructor(engine: Engine, watchLine: WatchLine | null) {
    this.#engine = engine;
    this.#watchLine = watchLine;
  }

  /** @param done what an earlier world has done, and will be sent again */
  skip(done: DoneInputs): void {
    this.#done = done;
  }

  /** The session has ended. */
  forget(session: SessionId): void {
    this.#done.delete(session);
  }

  take(input: SessionInput): void {
    const { sessions, game } = this.#engine;
    const { session: id, number } = input;
    const label = labelOf(input, sessions.get(id));
    const spec = { kind: "line", label, lane: laneOf(id), session: id, line: number } as const;
    game.turns.enqueue(spec, () => {
      game.turns.requireTurn().hold({ type: "ack", session: id, number } as Effect);
      const session = sessions.get(id);
      if (session === undefined || session.isClosed) return undefined;
      // Numbers only grow: a lower one was done, and the link was lost before the gateway heard of it.
      const wasRun = this.#done.get(id)?.delete(number) === true || number <= session.lastInput;
      session.lastInput = Math.max(session.lastInput, number);
      return wasRun ? session.msg(words.lineWasRun) : this.#run(session, input);
    });
  }

  #run(session: Session, input: SessionInput): unknown {
    if (input.type === "line") return this.#runLine(session, input.text);
    const { command } = input;
    const [text] = command.args;
    if (command.name !== "text") {
      session.countLine(true);
      return this.#engine.inputs.call(session, command);
    }
    return typeof text === "string" ? this.#runLine(session, text) : undefined;
  }

  #runLine(session: Session, text: string): Outcome | Promise<Outcome> {
    const outcome = this.#engine.dispatcher.receive(session, text);
    this.#watchLine?.(session.id, outcome);
    return outcome;
  }
}

/**
 * What the marker and the reports call an input before anybody has read it: its first word. An answer is not named at
 * all, because it may be a password.
 */
function labelOf(input: SessionInput, session: Session | undefined): string {
  if (input.type === "command") return input.command.name;
  if (session === undefined || session.frames.top !== null) return "an answer";
  return /^\s*([^\s/]{1,24})/u.exec(input.text)?.[1] ?? "an empty line";
}
