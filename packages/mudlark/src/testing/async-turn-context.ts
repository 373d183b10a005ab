import { AsyncLocalStorage } from "node:async_hooks";
import type { Timer } from "../base/clock.ts";
import type { TurnContext } from "../model/turn/turn-context.ts";

/** The turn context of the runtime itself, as in production. */
export class AsyncTurnContext implements TurnContext {
  readonly #fibers = new AsyncLocalStorage<object>();

  run<A, R>(fiber: object, action: (argument: A) => R, argument: A): R {
    return this.#fibers.run(fiber, action, argument);
  }

  current(): object | undefined {
    return this.#fibers.getStore();
  }

  afterMicrotasks(callback: () => void): Timer {
    const handle = setImmediate(callback);
    return { cancel: () => clearImmediate(handle) };
  }
}
