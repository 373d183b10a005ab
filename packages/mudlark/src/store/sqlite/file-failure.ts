import { messageOf } from "../../base/errors.ts";
import { StoreFailure } from "../store-failure.ts";
import type { FailureReason } from "../store-failure.ts";

const reasons: ReadonlyMap<unknown, FailureReason> = new Map([
  ["EACCES", "readonly"],
  ["EPERM", "readonly"],
  ["EROFS", "readonly"],
  ["ENOSPC", "full"],
  ["EDQUOT", "full"],
]);

/** What `node:fs` threw about `path`, as a `StoreFailure`. */
export function fileFailure(error: unknown, path: string): StoreFailure {
  const code = error instanceof Error && "code" in error ? error.code : null;
  const message = `cannot write to ${path} (${messageOf(error)})`;
  return new StoreFailure(reasons.get(code) ?? "io", message, { cause: error });
}
