import { Aborted } from "../../model/turn/aborted.ts";
import type { TurnRunner } from "../../model/turn/turn-runner.ts";
import type { InputSource } from "../input-source.ts";
import type { Outcome } from "../run/outcome.ts";
import { laneOf } from "../run/session-lane.ts";

/** Tells the player of an error of a frame of some kind, and writes it down. */
export type ReportFrameError = (session: InputSource, error: unknown, kind: string) => void;

/**
 * Gives a line to the frame on top of a session. What the frame did is undone when it throws.
 *
 * @returns how the frame took it; null when it was left to the commands
 */
export function giveToFrame(
  turns: TurnRunner,
  session: InputSource,
  text: string,
  report: ReportFrameError,
): Outcome | Promise<Outcome> | null {
  const { top } = session.frames;
  if (top === null) return null;
  const turn = turns.requireTurn();
  const beginning = turn.savepoint();
  const fail = (error: unknown): Outcome => {
    if (error instanceof Aborted) return { status: "stopped" };
    const now = turns.requireTurn();
    if (now === turn) turn.rollbackTo(beginning);
    else now.rollback();
    report(session, error, top.kind);
    return { status: "error" };
  };
  try {
    const taken = session.frames.receive(text);
    if (taken === "pass") return null;
    return taken === "handled" ? { status: "ok" } : ended(turns, session, taken, fail);
  } catch (error) {
    return fail(error);
  }
}

async function ended(
  turns: TurnRunner,
  session: InputSource,
  work: Promise<void>,
  fail: (error: unknown) => Outcome,
): Promise<Outcome> {
  try {
    await work;
    return { status: "ok" };
  } catch (error) {
    if (turns.inTurn) return fail(error);
    const spec = { kind: "event", label: "an answer", lane: laneOf(session.id) } as const;
    return await turns.run(spec, () => fail(error));
  }
}
