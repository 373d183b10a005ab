import type { Logger } from "../base/logger.ts";
import type { Entity } from "./entity/entity.ts";

/** What is told after an event, and what comes with it (`world.md` §18). Higher folders add theirs. */
export interface SignalMap {
  objectCreated: { readonly object: Entity };
  entityRenamed: { readonly entity: Entity; readonly before: string; readonly after: string };
  /** A copy of it was made; what other folders keep for the one is to be copied for the other. */
  objectCopied: { readonly object: Entity; readonly copy: Entity };
  /** It has another class now, and the hooks of its start, if any are wanted, come next. */
  classSwapped: { readonly entity: Entity; readonly cleanCmdsets: boolean };
  /** Somebody has gone through an exit. */
  exitTraversed: { readonly exit: Entity; readonly traveller: Entity };
  /** It goes with the end of this signal: sessions leave it, its scripts end. */
  entityDeleting: { readonly entity: Entity };
}

type Listener<P> = (payload: P) => void;

/** Runs something, undoes it when it throws, and returns the error. */
type Attempt = (
  action: () => void,
) => { readonly ok: true } | { readonly ok: false; readonly error: unknown };

/** Tells those who want to know. A listener that fails is undone and written down, and the others go on. */
export class Signals {
  readonly #listeners = new Map<string, Set<Listener<never>>>();
  readonly #attempt: Attempt;
  readonly #logger: Logger;

  constructor(attempt: Attempt, logger: Logger) {
    this.#attempt = attempt;
    this.#logger = logger;
  }

  /** Returns the way to stop listening. */
  on<N extends keyof SignalMap>(name: N, listener: Listener<SignalMap[N]>): () => void {
    let listeners = this.#listeners.get(name);
    if (listeners === undefined) this.#listeners.set(name, (listeners = new Set()));
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }

  emit<N extends keyof SignalMap>(name: N, payload: SignalMap[N]): void {
    for (const listener of this.#listeners.get(name) ?? []) {
      const result = this.#attempt(() => (listener as Listener<SignalMap[N]>)(payload));
      if (!result.ok) this.#logger.error("A listener failed", { signal: name, error: result.error });
    }
  }
}
