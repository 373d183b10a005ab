import type { Logger } from "../../base/logger.ts";
import type { EntityRow } from "../../store/rows.ts";
import type { ClassRegistry } from "./class-registry.ts";
import { EntityRecord } from "./entity-record.ts";
import type { EntityTable } from "./entity-table.ts";
import type { RecordIndex } from "./record-index.ts";

interface LoadTarget {
  readonly table: EntityTable;
  readonly indexes: readonly RecordIndex[];
}

/**
 * Makes a record of every stored row, and then the indexes, which need all records. Bodies stay text. Rows of a kind
 * that nobody registered, and places that are gone, are left out and reported once; so are classes that are missing.
 */
export async function loadRecords(
  chunks: AsyncIterable<readonly EntityRow[]>,
  targetOf: (kind: string) => LoadTarget | undefined,
  classes: Pick<ClassRegistry, "get">,
  logger: Logger,
): Promise<void> {
  const shared = new Map<string, string>();
  const share = (text: string): string => {
    const known = shared.get(text);
    if (known !== undefined) return known;
    shared.set(text, text);
    return text;
  };
  const targets = new Map<string, LoadTarget>();
  const unknown = new Set<string>();
  const orphans = new Map<string, number>();
  for await (const rows of chunks) {
    for (const row of rows) {
      const target = targets.get(row.kind) ?? targetOf(row.kind);
      if (target === undefined) {
        unknown.add(row.kind);
        continue;
      }
      targets.set(row.kind, target);
      const record = makeRecord(row, target.table, share);
      const registered = classes.get(row.classId);
      // The class may have become one of another sort since.
      if (registered !== null) record.content = share(registered.cls.contentType ?? "");
      else orphans.set(row.classId, (orphans.get(row.classId) ?? 0) + 1);
      target.table.add(record);
    }
  }
  for (const kind of unknown)
    logger.error("Stored entities of an unknown kind stay in the store, untouched", { kind });
  for (const [classId, entities] of orphans) {
    const message =
      "A class of stored entities is missing; the bases of their kind stand in until it is back";
    logger.error(message, { class: classId, entities });
  }
  for (const { table, indexes } of targets.values()) indexRecords(table, indexes, logger);
}

function makeRecord(row: EntityRow, table: EntityTable, share: (text: string) => string): EntityRecord {
  const record = new EntityRecord(table.kind, row);
  // Few texts serve very many entities.
  record.classId = share(row.classId);
  record.content = share(row.content);
  if (row.locks !== null) record.locks = share(row.locks);
  if (row.tags !== null) record.tags = share(row.tags);
  return record;
}

function indexRecords(table: EntityTable, indexes: readonly RecordIndex[], logger: Logger): void {
  let dangling = 0;
  for (const record of table) {
    for (const place of ["location", "home", "destination"] as const) {
      const id = record[place];
      if (id === null || table.get(id) !== undefined) continue;
      record[place] = null;
      dangling += 1;
    }
    for (const index of indexes) index.added(record);
  }
  if (dangling > 0)
    logger.warn("Places that no longer exist were taken as none", { kind: table.kind.name, dangling });
}
