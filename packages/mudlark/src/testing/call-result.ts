import type { Outcome } from "../command/run/outcome.ts";
import type { Heard } from "./recording-wire.ts";
import { TestPlayer } from "./test-player.ts";
import type { TestSession } from "./test-session.ts";

/**
 * How a line ended. Beside what a command can end with: `waiting`, it has not ended, because it waits for an answer or
 * for time to pass; `notRun`, no command has begun, because the gateway refused the line or it waits for another one.
 */
export type CallOutcome = Outcome | { readonly status: "waiting" | "notRun" };

/** Who was sent something: a player, which means their session, or any session. */
export type Receiver = TestPlayer | TestSession;

/** Somebody, as failure messages name them, and what they were sent. */
export interface Received {
  readonly name: string;
  readonly session: TestSession;
  readonly texts: readonly Heard[];
}

/** What came of a line: how it ended, and what everybody was sent meanwhile. */
export class CallResult {
  readonly line: string;
  readonly outcome: CallOutcome;
  /** What the command threw, if the call said that it may; else such an error fails the test. */
  readonly error: unknown;
  /** Everybody who is connected, those who were sent nothing included. */
  readonly received: readonly Received[];

  constructor(line: string, outcome: CallOutcome, received: readonly Received[], error: unknown) {
    this.line = line;
    this.outcome = outcome;
    this.received = received;
    this.error = error;
  }

  /** Each text that somebody was sent, as markup. */
  readonly sentTo = (who: Receiver): readonly string[] => this.#texts(who).map(({ markup }) => markup);

  /** What somebody reads, without colours; several texts are joined by line ends. */
  readonly textTo = (who: Receiver): string =>
    this.#texts(who)
      .map(({ plain }) => plain)
      .join("\n");

  #texts(who: Receiver): readonly Heard[] {
    const session = who instanceof TestPlayer ? who.session : who;
    return this.received.find((one) => one.session === session)?.texts ?? [];
  }
}
