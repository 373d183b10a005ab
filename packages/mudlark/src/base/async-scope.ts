/** A value that code sees across every `await`, and so does all that it starts: AsyncLocalStorage in production. */
export interface AsyncScope<Value> {
  /** Runs `action`; it, and all that it starts or awaits, sees the value as the current one. */
  run<Result>(value: Value, action: () => Result): Result;
  current(): Value | undefined;
}
