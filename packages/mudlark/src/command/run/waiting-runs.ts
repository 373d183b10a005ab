import type { Actor } from "../actor.ts";
import type { RunContext } from "./run-context.ts";

/** The runs of each session that wait for something, so that they can be called off when it goes. */
export class WaitingRuns {
  readonly #bySession = new Map<object, Set<RunContext>>();

  add(context: RunContext): void {
    const { session } = context.invocation.actor;
    if (session === null) return;
    const contexts = this.#bySession.get(session);
    if (contexts === undefined) this.#bySession.set(session, new Set([context]));
    else contexts.add(context);
  }

  remove(context: RunContext): void {
    const { session } = context.invocation.actor;
    if (session === null) return;
    const contexts = this.#bySession.get(session);
    contexts?.delete(context);
    if (contexts?.size === 0) this.#bySession.delete(session);
  }

  /** The command of the session that began to wait last; null when none waits. */
  keyOf(session: object): string | null {
    const last = [...(this.#bySession.get(session) ?? [])].at(-1);
    return last?.invocation.command.key ?? null;
  }

  /** Ends every wait of the session's runs, or of those of certain actors. */
  callOff(session: object, reason: string, which: (actor: Actor) => boolean = () => true): void {
    for (const context of this.#bySession.get(session) ?? []) {
      if (which(context.invocation.actor)) context.callOff(reason);
    }
  }
}
