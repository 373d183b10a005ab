import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { EntityRow } from "../rows.ts";
import { idsPerKind } from "./schema.ts";

const rowsPerChunk = 1000;

type StoredRow = readonly [
  number: number,
  classNumber: number,
  key: string,
  createdAt: number,
  location: number | null,
  home: number | null,
  destination: number | null,
  aliases: string | null,
  tags: string | null,
  locks: string | null,
  body: string | null,
];

interface ClassName {
  readonly id: string;
  readonly content: string;
}

/** All entities, ordered by kind and id. The transaction under way decides as of when. */
export function* readEntities(database: DatabaseSync): Generator<readonly EntityRow[]> {
  const classes = readClasses(database);
  const rows = database.prepare(
    "SELECT * FROM entity WHERE number > ? AND number < ? ORDER BY number LIMIT ?",
  );
  // Arrays cost half of what objects with named columns do.
  rows.setReturnArrays(true);
  for (const kind of database.prepare("SELECT number, name FROM kind ORDER BY name").all()) {
    yield* readKind(rows, String(kind.name), Number(kind.number) * idsPerKind, classes);
  }
}

function* readKind(
  statement: StatementSync,
  kind: string,
  start: number,
  classes: ReadonlyMap<number, ClassName>,
): Generator<readonly EntityRow[]> {
  let last = start;
  for (;;) {
    const rows = statement.all(last, start + idsPerKind, rowsPerChunk) as unknown as StoredRow[];
    const end = rows.at(-1);
    if (end === undefined) return;
    last = end[0];
    yield rows.map((row) => entityRow(kind, row[0] - start, classes.get(row[1]), row));
  }
}

function entityRow(kind: string, id: number, named: ClassName | undefined, row: StoredRow): EntityRow {
  return {
    kind,
    id,
    classId: named?.id ?? "",
    content: named?.content ?? "",
    key: row[2],
    createdAt: row[3],
    location: row[4],
    home: row[5],
    destination: row[6],
    aliases: row[7],
    tags: row[8],
    locks: row[9],
    body: row[10],
  };
}

function readClasses(database: DatabaseSync): Map<number, ClassName> {
  const rows = database.prepare("SELECT number, id, content FROM class").all();
  return new Map(
    rows.map(({ number, id, content }) => [Number(number), { id: String(id), content: String(content) }]),
  );
}
