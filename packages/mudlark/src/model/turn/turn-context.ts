import type { Timer } from "../../base/clock.ts";

/**
 * Which fiber the code that runs right now belongs to, across every `await`: AsyncLocalStorage in production. So the
 * engine notices when a handler goes on after a promise that the engine knows nothing about.
 */
export interface TurnContext {
  /** Runs `action(argument)`; it, and all that it starts or awaits, sees `fiber` as the current one. */
  run<A, R>(fiber: object, action: (argument: A) => R, argument: A): R;
  current(): object | undefined;
  /** Calls back once, when every microtask that can run has run (`setImmediate` in production). */
  afterMicrotasks(callback: () => void): Timer;
}
