import type { Batch, EntityCells, EntityRow } from "../rows.ts";

type Cell = string | number | null;

const cellsPerRow = 13;

/**
 * A batch on its way to the writer's thread. Its rows are one flat list, which costs the sending thread half of what
 * a list of objects does.
 */
export interface FlatBatch extends Omit<Batch, "put"> {
  readonly epoch: number;
  readonly put: readonly Cell[];
}

export function flattenBatch(batch: Batch, epoch: number): FlatBatch {
  return { ...batch, epoch, put: flattenRows(batch.put) };
}

/** The rows of a batch, one after the other. */
export function* rowsOf({ put }: FlatBatch): Generator<EntityCells> {
  for (let at = 0; at < put.length; at += cellsPerRow) {
    yield put.slice(at, at + cellsPerRow) as unknown as EntityCells;
  }
}

function flattenRows(rows: readonly EntityRow[]): Cell[] {
  const cells: Cell[] = [];
  for (const row of rows) cells.push(...cellsOf(row));
  return cells;
}

function cellsOf(row: EntityRow): EntityCells {
  return [
    row.kind,
    row.id,
    row.classId,
    row.content,
    row.key,
    row.createdAt,
    row.location,
    row.home,
    row.destination,
    row.aliases,
    row.tags,
    row.locks,
    row.body,
  ];
}
