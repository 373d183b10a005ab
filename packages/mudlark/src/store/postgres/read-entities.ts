import type { EntityCells, EntityRow } from "../rows.ts";
import type { Connection } from "./connection.ts";
import { fromStoredText } from "./stored-text.ts";

const rowsPerChunk = 1000;

/**
 * All entities, ordered by kind and id. The transaction under way decides as of when. While the caller is busy with a
 * chunk, the server already sends the next.
 */
export async function* readEntities(connection: Connection): AsyncGenerator<readonly EntityRow[]> {
  await connection.run(
    `DECLARE entities CURSOR FOR
       SELECT kind, id, class_id, content, key, created_at, location, home, destination, aliases, tags, locks, body
       FROM entity ORDER BY kind, id`,
  );
  const fetch = (): Promise<EntityCells[]> =>
    connection.rows<EntityCells>(`FETCH ${rowsPerChunk} FROM entities`);
  let coming = fetch();
  try {
    for (;;) {
      const rows = await coming;
      if (rows.length === 0) break;
      coming = fetch();
      yield rows.map(entityRow);
    }
  } finally {
    // The caller may want no more; an error was thrown to them already, or is of no use to them.
    await coming.catch(() => {});
  }
  await connection.run("CLOSE entities");
}

function entityRow(row: EntityCells): EntityRow {
  return {
    kind: row[0],
    id: row[1],
    classId: fromStoredText(row[2]),
    content: row[3],
    key: fromStoredText(row[4]),
    createdAt: row[5],
    location: row[6],
    home: row[7],
    destination: row[8],
    aliases: text(row[9]),
    tags: text(row[10]),
    locks: text(row[11]),
    body: text(row[12]),
  };
}

function text(stored: string | null): string | null {
  return stored === null ? null : fromStoredText(stored);
}
