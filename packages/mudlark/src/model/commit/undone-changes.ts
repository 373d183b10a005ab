import { parseBody } from "../attributes/stored-body.ts";
import { EntityRecord } from "../entity/entity-record.ts";
import type { Turn } from "../turn/turn.ts";

/** What a turn was about to do with one entity. */
export interface UndoneChange {
  readonly kind: string;
  readonly id: number;
  readonly key: string;
  readonly what: "made" | "changed" | "deleted";
  /** The fields that were to be others, with what is stored of them; null is nothing. */
  readonly fields: readonly {
    readonly name: string;
    readonly before: string | null;
    readonly after: string | null;
  }[];
}

type Fields = ReadonlyMap<string, string>;

/**
 * Takes back everything that a turn has done, and tells what that was.
 *
 * @param exists is there such an entity, once all is taken back?
 */
export function undoChanges(
  turn: Turn,
  exists: (kind: string, id: number) => boolean,
): readonly UndoneChange[] {
  const afterwards = [...turn.changed]
    .filter((thing) => thing instanceof EntityRecord)
    .map((record) => ({ record, key: record.key, after: record.isDeleted ? null : fieldsOf(record) }));
  turn.rollback();
  return afterwards.flatMap(({ record, key, after }): UndoneChange[] => {
    const { id } = record;
    const kind = record.kind.name;
    if (!exists(kind, id)) return after === null ? [] : [{ kind, id, key, what: "made", fields: [] }];
    const fields = after === null ? [] : differences(fieldsOf(record), after);
    if (after !== null && fields.length === 0) return [];
    return [{ kind, id, key: record.key, what: after === null ? "deleted" : "changed", fields }];
  });
}

function differences(before: Fields, after: Fields): UndoneChange["fields"] {
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return names
    .map((name) => ({ name, before: before.get(name) ?? null, after: after.get(name) ?? null }))
    .filter((field) => field.before !== field.after);
}

/** What is stored of it, by name; attributes each by their own. */
function fieldsOf(record: EntityRecord): Fields {
  const { kind: _kind, id: _id, createdAt: _createdAt, body, ...plain } = record.toRow();
  const { f = {}, a = [] } = body === null ? {} : parseBody(body);
  const fields = new Map<string, string>();
  for (const [name, value] of Object.entries({ ...plain, ...f })) {
    if (value !== null) fields.set(name, typeof value === "string" ? value : JSON.stringify(value));
  }
  for (const [key, value, category = null] of a) {
    fields.set(`attribute ${key}${category === null ? "" : `:${category}`}`, JSON.stringify(value));
  }
  return fields;
}
