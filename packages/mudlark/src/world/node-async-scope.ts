import { AsyncLocalStorage } from "node:async_hooks";
import type { AsyncScope } from "../base/async-scope.ts";

/** A scope by the runtime's own means. */
export function nodeAsyncScope<Value>(): AsyncScope<Value> {
  const storage = new AsyncLocalStorage<Value>();
  return {
    run: (value, action) => storage.run(value, action),
    current: () => storage.getStore(),
  };
}
