import type { AttributeEntry } from "../attributes/attribute-handler.ts";
import { bodyOf } from "../attributes/body.ts";
import { createDeclaredMarks } from "../tags/declare-marks.ts";
import type { TagTuple } from "../tags/tag-handler.ts";
import { recordKey } from "./entity-record.ts";
import type { Entity } from "./entity.ts";

/** An entity, its id, or `#12`. */
export type EntityReference = Entity | number | string;

/** What is wished for a new entity; it wins over what its hooks have set (`world.md` §9.1). */
export interface CreateOptions {
  /** Default {@link defaultKey}. */
  readonly key?: string;
  /** What an object is called when neither `key` nor its hooks say. Default `#` and its id. */
  readonly defaultKey?: string;
  readonly location?: EntityReference | null;
  /** Default the world's default home. */
  readonly home?: EntityReference | null;
  readonly destination?: EntityReference | null;
  /** Without a home, it has none. */
  readonly noHome?: boolean;
  readonly permissions?: readonly TagTuple[];
  readonly locks?: string | readonly string[];
  readonly aliases?: readonly TagTuple[];
  readonly tags?: readonly TagTuple[];
  /** `[key, value, category?, lockstring?]`, or just keys and values. */
  readonly attributes?: readonly AttributeEntry[] | Readonly<Record<string, unknown>>;
  readonly nattributes?: Readonly<Record<string, unknown>>;
}

/** Stores the defaults of the declared attributes that ask for it (`autocreate`), and adds the declared tags. */
export function createDeclaredAttributes(entity: Entity): void {
  createDeclaredMarks(entity);
  const record = entity[recordKey];
  const body = bodyOf(record);
  for (const declaration of record.kind.core.declarationsOf(record).values()) {
    if (declaration.type.options.autocreate !== true || body.get(declaration.address) !== undefined) continue;
    body.set({ ...declaration, sort: null }, body.readDeclared(declaration));
  }
}

export function applyMarks(entity: Entity, { permissions, locks, aliases }: CreateOptions): void {
  if (permissions !== undefined) entity.permissions.batchAdd(...permissions);
  if (locks !== undefined) entity.locks.add(locks);
  if (aliases !== undefined) entity.aliases.batchAdd(...aliases);
}

export function applyAttributes(entity: Entity, { tags, attributes, nattributes }: CreateOptions): void {
  if (tags !== undefined) entity.tags.batchAdd(...tags);
  if (attributes !== undefined)
    entity.attributes.batchAdd(isList(attributes) ? attributes : Object.entries(attributes));
  for (const [key, value] of Object.entries(nattributes ?? {})) entity.nattributes.add(key, value);
}

function isList(
  attributes: NonNullable<CreateOptions["attributes"]>,
): attributes is readonly AttributeEntry[] {
  return Array.isArray(attributes);
}
