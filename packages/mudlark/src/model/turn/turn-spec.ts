import type { SessionId } from "../../base/session-id.ts";

/** What started a turn. The same words as in the marker that names what is running (design §5). */
export type TurnKind = "line" | "timer" | "web" | "hook" | "event";

/** What is known about a turn before it starts. */
export interface TurnSpec {
  readonly kind: TurnKind;
  /** Command, timer, hook or route: what people read in reports. */
  readonly label: string;
  /** Turns of one lane run in order, and lanes take turns: `session:12`, `timer`, `web`. */
  readonly lane: string;
  /** The entity on whose behalf it acts. */
  readonly actor?: object | null;
  readonly session?: SessionId | null;
  /** Number of the input line that is being run. */
  readonly line?: number | null;
  /** Default true: a throw undoes everything. With false, what was done and said before the throw stands. */
  readonly atomic?: boolean;
}
