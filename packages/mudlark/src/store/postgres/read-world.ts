import type { SessionMark } from "../rows.ts";
import type { StoredWorld } from "../store.ts";
import type { Connection } from "./connection.ts";
import { fromStoredText } from "./stored-text.ts";

type StoredMark = readonly [gateway: string, session: number, revision: number, lines: string, state: string];

/** What the database holds besides the entities. */
export async function readWorld(connection: Connection): Promise<StoredWorld> {
  const settings = await connection.rows<[string, string]>("SELECT key, value FROM setting");
  const highestIds = await connection.rows<[string, number]>("SELECT kind, id FROM highest_id");
  const marks = await connection.rows<StoredMark>(
    "SELECT gateway, session, revision, lines, state FROM mark",
  );
  const [state] = await connection.rows<[number]>("SELECT sequence FROM state");
  return {
    settings: new Map(settings.map(([key, value]) => [key, fromStoredText(value)])),
    highestIds: new Map(highestIds),
    marks: marks.map(markFrom),
    sequence: state?.[0] ?? 0,
  };
}

function markFrom([gateway, session, revision, lines, state]: StoredMark): SessionMark {
  return {
    gateway,
    session,
    revision,
    lines: JSON.parse(lines) as number[],
    state: fromStoredText(state),
  };
}
