import type { Turn } from "../model/turn/turn.ts";
import type { SessionMark } from "../store/rows.ts";
import type { SessionPatch } from "../link/session-state.ts";
import type { Sessions } from "./sessions.ts";

/** Numbers of inputs that a mark remembers; no more than that many can be unacknowledged. */
const mostLines = 64;

/**
 * What is stored with a turn that one of a session's inputs caused: that this input is done, and what the session is
 * then. After a crash, the next world skips the input and takes over the state (design §5, exactly once).
 */
export function markOf(turn: Turn, sessions: Sessions, gateway: string): SessionMark | null {
  if (turn.session === null) return null;
  const session = sessions.get(turn.session);
  if (session === undefined) return null;
  const lines = session.durableLines;
  if (turn.line !== null && lines.at(-1) !== turn.line) lines.push(turn.line);
  if (lines.length > mostLines) lines.splice(0, lines.length - mostLines);
  const { state } = session;
  return {
    gateway,
    session: session.id,
    revision: state.revision,
    lines: [...lines],
    state: JSON.stringify(state),
  };
}

/** The state in a mark, without what never changes. */
export function patchOf(mark: SessionMark): SessionPatch {
  const {
    id: _id,
    revision: _revision,
    ...patch
  } = JSON.parse(mark.state) as SessionPatch & {
    readonly id: unknown;
    readonly revision: unknown;
  };
  return patch;
}
