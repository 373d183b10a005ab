import type { Kernel } from "../../model/kernel.ts";
import { accessorOf, type Actor } from "../actor.ts";
import { incidentId } from "./incident.ts";
import { words } from "../words.ts";

export interface FailureNoticeOptions {
  /** Show the trace of an error to everybody: `security.showErrorsInGame`. Developers see it anyway. */
  readonly showErrors: boolean;
  /** Makes the paths in a trace short, as the game's author knows them. */
  readonly shortenPaths: (trace: string) => string;
}

/** Writes errors of commands and frames into the log, and finds the words for the one who met them. */
export class FailureNotices {
  readonly #game: Kernel;
  readonly #options: FailureNoticeOptions;

  constructor(game: Kernel, options: FailureNoticeOptions) {
    this.#game = game;
    this.#options = options;
  }

  /**
   * The line itself is not written down: it may hold a password.
   *
   * @param undone was everything taken back that had been done before the error?
   * @param label the command, or the kind of frame
   * @returns what the player is told
   */
  write(actor: Actor, error: unknown, undone: boolean, label: string): string {
    const incident = incidentId(this.#game.random);
    const caller = "ref" in actor.caller ? actor.caller.ref : null;
    const session = actor.session?.id ?? null;
    this.#game.logger.error("A command failed", { incident, command: label, caller, session, error });
    const text = undone ? words.incident(incident) : words.incidentPartly(incident);
    if (!this.#options.showErrors && !this.#isDeveloper(actor)) return text;
    return `${text}\n${words.trace(error, this.#options.shortenPaths)}`;
  }

  #isDeveloper(actor: Actor): boolean {
    const session = actor.session?.id ?? null;
    return this.#game.locks.checkText("perm(Developer)", accessorOf(actor), {}, { session });
  }
}
