import { MudlarkError } from "../../base/errors.ts";
import { type EntityRecord, recordKey } from "../entity/entity-record.ts";
import { isInside } from "./is-inside.ts";

interface Placeable<T> {
  readonly [recordKey]: EntityRecord;
  readonly key: string;
  readonly location: T | null;
}

/**
 * Puts a thing into a place, whatever anybody thinks of it.
 *
 * @throws MudlarkError ENTITY_LOOP when the place is the thing itself or anywhere inside it, ENTITY_DELETED
 */
export function setLocation<T extends Placeable<T>>(thing: T, place: T | null): void {
  place?.[recordKey].requireLive();
  if (place !== null && isInside(place, thing)) {
    throw new MudlarkError("ENTITY_LOOP", `${thing.key} cannot be inside itself`);
  }
  thing[recordKey].change("location", place?.[recordKey].id ?? null);
}
