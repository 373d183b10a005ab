import { messageOf, MudlarkError } from "../../base/errors.ts";
import { StoreFailure } from "../store-failure.ts";
import type { FailureReason } from "../store-failure.ts";

export const damaged =
  "the database is damaged; bring your last backup back with mudlark restore FILE --replace, which keeps the damaged one";

/** SQLite's primary result codes (sqlite.org/rescode.html). */
const reasons: ReadonlyMap<number, readonly [FailureReason, string]> = new Map([
  [3, ["readonly", "there is no permission to use the database"]],
  [5, ["busy", "another program keeps the database locked"]],
  [6, ["busy", "the database is locked"]],
  [8, ["readonly", "the database cannot be written to"]],
  [10, ["io", "the disk reported an error"]],
  [11, ["corrupt", damaged]],
  [13, ["full", "no space is left for the database"]],
  [14, ["io", "the database file cannot be opened"]],
  [15, ["busy", "another program is in the way"]],
  [18, ["refused", "a value is too large"]],
  [19, ["refused", "a value is not allowed"]],
  [20, ["refused", "a value has the wrong type"]],
  [26, ["corrupt", "the file is not a database"]],
]);

/** What went wrong with the database at `path`; errors that already have a meaning of their own stay as they are. */
export function sqliteFailure(error: unknown, path: string): unknown {
  if (error instanceof MudlarkError || error instanceof RangeError) return error;
  const [reason, words] = reasonOf(error);
  return new StoreFailure(reason, `${words}: ${path} (${messageOf(error)})`, { cause: error });
}

/** SQLite's result code of what `node:sqlite` threw; 0 when it is another error. */
export function resultCodeOf(error: unknown): number {
  const code = error instanceof Error && "errcode" in error ? Number(error.errcode) : 0;
  // Extended codes keep the primary one in their lowest byte.
  return code & 0xff;
}

function reasonOf(error: unknown): readonly [FailureReason, string] {
  // Bound values of a kind that SQLite does not know.
  if (error instanceof TypeError) return ["refused", "a value has the wrong type"];
  return reasons.get(resultCodeOf(error)) ?? ["other", "the database failed"];
}
