import type { EntityRecord } from "../entity/entity-record.ts";
import type { CodedValue } from "./coded-value.ts";
import type { FixedDate } from "./fixed-date.ts";

/** A reference to something that is gone. It reads null, and keeps its place in a container. */
export class DeadReference {
  readonly kind: string;
  readonly id: number;
  readonly createdAt: number;

  constructor(kind: string, id: number, createdAt: number) {
    this.kind = kind;
    this.id = id;
    this.createdAt = createdAt;
  }
}

/** An array that was frozen when it was stored: its slots stay, what is in them may change. */
export class FrozenList {
  readonly items: RawValue[];

  constructor(items: RawValue[]) {
    this.items = items;
  }
}

export interface RawObject {
  [key: string]: RawValue;
}

export type RawKey = null | boolean | number | string | bigint | EntityRecord | DeadReference;
export type RawMap = Map<RawKey, RawValue>;
export type RawSet = Set<RawKey>;
export type RawContainer = RawValue[] | FrozenList | RawObject | RawMap | RawSet;

/**
 * A value as an attribute keeps it: a tree of its own, which nothing outside can reach. References to entities are
 * their records, which know when they are deleted.
 */
export type RawValue = RawKey | FixedDate | Uint8Array | CodedValue | RawContainer;

/** Does it hold other values? */
export function isContainer(raw: RawValue): raw is RawContainer {
  if (typeof raw !== "object" || raw === null) return false;
  if (Array.isArray(raw) || raw instanceof Map || raw instanceof Set || raw instanceof FrozenList)
    return true;
  const prototype: unknown = Object.getPrototypeOf(raw);
  return prototype === Object.prototype;
}
