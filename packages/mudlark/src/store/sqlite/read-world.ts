import type { DatabaseSync } from "node:sqlite";
import type { SessionMark } from "../rows.ts";
import type { StoredWorld } from "../store.ts";

/** What the database holds besides the entities. */
export function readWorld(database: DatabaseSync): StoredWorld {
  return {
    settings: new Map(
      database
        .prepare("SELECT key, value FROM setting")
        .all()
        .map(({ key, value }) => [String(key), String(value)]),
    ),
    highestIds: new Map(
      database
        .prepare("SELECT name, highest_id FROM kind WHERE highest_id > 0")
        .all()
        .map(({ name, highest_id: id }) => [String(name), Number(id)]),
    ),
    marks: database.prepare("SELECT * FROM mark").all().map(markFrom),
    sequence: Number(database.prepare("SELECT sequence FROM state").get()?.sequence),
  };
}

function markFrom(row: Record<string, unknown>): SessionMark {
  return {
    gateway: String(row.gateway),
    session: Number(row.session),
    revision: Number(row.revision),
    lines: JSON.parse(String(row.lines)) as number[],
    state: String(row.state),
  };
}
