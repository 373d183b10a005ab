import { messageOf, MudlarkError } from "../../base/errors.ts";
import { StoreFailure } from "../store-failure.ts";
import type { FailureReason } from "../store-failure.ts";

type Finding = readonly [FailureReason, string];

/** SQLSTATE, by its whole code or its class, the first two letters (postgresql.org, appendix A). */
const findings: ReadonlyMap<string, Finding> = new Map([
  ["08", ["unreachable", "the connection to the database was lost"]],
  ["22", ["refused", "a value is not allowed"]],
  ["23", ["refused", "a value is not allowed"]],
  ["25006", ["readonly", "the database takes no writes at present"]],
  ["28", ["unreachable", "the database does not let this user in"]],
  ["3D000", ["unreachable", "there is no such database; make it with createdb"]],
  ["40", ["busy", "another program is in the way"]],
  ["42501", ["readonly", "this user may not write there"]],
  ["53100", ["full", "no space is left for the database"]],
  ["53300", ["busy", "the database has no connection left"]],
  ["55P03", ["busy", "another program keeps the database locked"]],
  ["57014", ["busy", "the database took too long"]],
  ["57P", ["unreachable", "the database server stops or starts"]],
  ["58", ["io", "the database server's disk reported an error"]],
  ["XX001", ["corrupt", "the database is damaged"]],
  ["XX002", ["corrupt", "the database is damaged"]],
]);

/** What went wrong with the database; errors that already have a meaning of their own stay as they are. */
export function postgresFailure(error: unknown, label: string): unknown {
  if (error instanceof MudlarkError || error instanceof RangeError) return error;
  const [reason, words] = findingOf(error);
  return new StoreFailure(reason, `${words}: ${label} (${messageOf(error)})`, { cause: error });
}

function findingOf(error: unknown): Finding {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  // Whatever the server did not say itself comes from the way to it.
  if (!isSqlState(code)) return ["unreachable", "the database server cannot be reached"];
  const finding = findings.get(code) ?? findings.get(code.slice(0, 3)) ?? findings.get(code.slice(0, 2));
  return finding ?? ["other", "the database failed"];
}

function isSqlState(code: string): boolean {
  // The system's own codes, such as EPIPE, begin with an E, and none of these does.
  return /^(?!E)[0-9A-Z]{5}$/.test(code);
}
