import type { EntityId, Batch, EntityRow } from "./rows.ts";

const rowsPerBatch = 30;
/** So many batches later their rows are removed. */
const lifetime = 5;

/** Batch `sequence` of an endless list, so that whoever knows how many were stored knows the whole world. */
export function numberedBatch(sequence: number): Batch {
  return {
    sequence,
    put: [row(1, sequence), ...idsOf(sequence).map((id) => row(id, sequence))],
    remove: idsOf(sequence - lifetime).map((id): EntityId => ({ kind: "object", id })),
    highestIds: [{ kind: "object", id: idsOf(sequence).at(-1) ?? 0 }],
    settings: [{ key: "last", value: String(sequence) }],
    marks: [{ gateway: "g", session: 1, revision: sequence, lines: [sequence], state: "{}" }],
    forgetMarks: [],
    forgetGatewaysExcept: null,
    sync: sequence % 7 === 0,
  };
}

/** The entities, in order, after batches 1 … `sequence`. */
export function rowsAfter(sequence: number): EntityRow[] {
  if (sequence === 0) return [];
  const rows = [row(1, sequence)];
  for (let batch = Math.max(1, sequence - lifetime + 1); batch <= sequence; batch++) {
    rows.push(...idsOf(batch).map((id) => row(id, batch)));
  }
  return rows;
}

function idsOf(sequence: number): number[] {
  if (sequence < 1) return [];
  return Array.from({ length: rowsPerBatch }, (_, index) => sequence * rowsPerBatch + index);
}

function row(id: number, sequence: number): EntityRow {
  return {
    kind: "object",
    id,
    classId: `class ${sequence % 20}`,
    content: "object",
    key: `batch ${sequence}`,
    createdAt: sequence,
    location: null,
    home: null,
    destination: null,
    aliases: null,
    tags: null,
    locks: null,
    body: JSON.stringify(`${id} `.repeat(100)),
  };
}
