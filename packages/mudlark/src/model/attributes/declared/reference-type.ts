import { EntityRecord } from "../../entity/entity-record.ts";
import { DeadReference } from "../raw-value.ts";
import type { AttributeOptions, AttributeType } from "./attribute-type.ts";
import { defineType, shown } from "./define-type.ts";

type AnyClass<E> = abstract new (init: never) => E;

export interface ReferenceOptions<E> extends Omit<AttributeOptions<E | null>, "default"> {
  /** Only entities of this class; a function when the class is declared further down, or in a file that imports this one. */
  readonly is?: AnyClass<E> | (() => AnyClass<E>);
}

/**
 * A reference to an entity. It always reads null while it was never set and when the entity is gone; with
 * `nullable: true` it may also be set to null.
 */
export function ref<E extends object>(options: ReferenceOptions<E> = {}): AttributeType<E | null> {
  return defineType<E | null, E | null>("an entity", options, null, (raw) => {
    if (raw instanceof DeadReference) return null;
    if (!(raw instanceof EntityRecord)) return `it must be an entity, not ${shown(raw)}`;
    const wanted = classFrom(options.is);
    if (wanted === null || raw.isDeleted) return null;
    const entity = raw.kind.core.instanceOf(raw);
    return entity instanceof wanted ? null : `it must be ${wanted.name}, not ${shown(raw)}`;
  });
}

function classFrom<E>(is: AnyClass<E> | (() => AnyClass<E>) | undefined): AnyClass<E> | null {
  if (is === undefined) return null;
  return isClass(is) ? is : is();
}

function isClass<E>(value: AnyClass<E> | (() => AnyClass<E>)): value is AnyClass<E> {
  // Arrow functions, and only they, have no prototype.
  return Object.hasOwn(value, "prototype");
}
