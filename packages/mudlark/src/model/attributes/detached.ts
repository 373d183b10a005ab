import { EntityRecord } from "../entity/entity-record.ts";
import { CodedValue } from "./coded-value.ts";
import { FixedDate } from "./fixed-date.ts";
import { DeadReference, FrozenList, type RawValue } from "./raw-value.ts";
import type { ValueCodecs } from "./value-codecs.ts";

/** What a stored value is made of again. */
export interface ValueSource {
  readonly values: ValueCodecs;
  readonly instanceOf: (record: EntityRecord) => object;
}

/** A stored value as game code knows it, with nothing behind it that a change would reach. What is gone reads null. */
export function detached(raw: RawValue, source: ValueSource): unknown {
  if (typeof raw !== "object" || raw === null) return raw;
  const part = (value: RawValue): unknown => detached(value, source);
  if (raw instanceof EntityRecord) return raw.isDeleted ? null : source.instanceOf(raw);
  if (raw instanceof DeadReference) return null;
  if (raw instanceof FixedDate) return new Date(raw.getTime());
  if (raw instanceof Uint8Array) return raw.slice();
  if (raw instanceof CodedValue) return source.values.decode(raw);
  if (raw instanceof FrozenList) return Object.freeze(raw.items.map(part));
  if (Array.isArray(raw)) return raw.map(part);
  if (raw instanceof Map) return new Map(Array.from(raw, ([key, value]) => [part(key), part(value)]));
  if (raw instanceof Set) return new Set(Array.from(raw, part));
  return Object.fromEntries(Object.entries(raw).map(([key, value]) => [key, part(value)]));
}
