import { AsyncLocalStorage } from "node:async_hooks";
import type { TurnContext } from "../model/turn/turn-context.ts";

/** The runtime's own means to know which handler runs, across every `await`. */
export function asyncTurnContext(): TurnContext {
  const storage = new AsyncLocalStorage<object>();
  return {
    run: (fiber, action, argument) => storage.run(fiber, action, argument),
    current: () => storage.getStore(),
    afterMicrotasks(callback) {
      const handle = setImmediate(callback);
      return { cancel: () => clearImmediate(handle) };
    },
  };
}
