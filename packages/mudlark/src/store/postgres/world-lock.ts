import { MudlarkError } from "../../base/errors.ts";
import { applicationName } from "./connection.ts";
import type { Connection } from "./connection.ts";

/** "MUDL": tells our locks from other programs'. */
const lockClass = 0x4d55_444c;

/**
 * The right to be the world of a schema: a lock of the session, which the server frees when the connection ends, by
 * whatever death.
 */
export async function takeWorldLock(connection: Connection, schema: string): Promise<boolean> {
  const [row] = await connection.rows<[boolean]>({
    text: "SELECT pg_try_advisory_lock($1, hashtext($2))",
    values: [lockClass, schema],
  });
  return row?.[0] === true;
}

export async function freeWorldLock(connection: Connection, schema: string): Promise<void> {
  await connection.rows({
    text: "SELECT pg_advisory_unlock($1, hashtext($2))",
    values: [lockClass, schema],
  });
}

export async function worldLocked(
  connection: Connection,
  schema: string,
  label: string,
): Promise<MudlarkError> {
  const [row] = await connection.rows<[name: string, since: Date]>({
    text: `
      SELECT application_name, backend_start
      FROM pg_locks JOIN pg_stat_activity USING (pid)
      WHERE locktype = 'advisory' AND granted AND classid = $1
        AND objid::bigint = hashtext($2)::bigint & 4294967295 AND datname = current_database()`,
    values: [lockClass, schema],
  });
  const holder =
    row === undefined ? "a process that has just gone" : `${row[0]}, since ${row[1].toISOString()}`;
  return new MudlarkError("STORE_LOCKED", `another world holds ${label}: ${holder}`);
}

/** Ends what the server still keeps of a connection of ours that broke, and with it the lock. */
export async function endLostConnection(connection: Connection, backend: number): Promise<void> {
  await connection.rows({
    text: "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = $1 AND application_name = $2",
    values: [backend, applicationName],
  });
}
