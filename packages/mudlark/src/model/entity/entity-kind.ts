import type { CreateOptions } from "./create-options.ts";
import type { Entity, EntityClass } from "./entity.ts";

/** A kind of entity: objects, accounts, scripts, channels. Each has its own ids. */
export interface EntityKind<E extends Entity = Entity> {
  readonly name: string;
  /** Every class of the kind extends it; it stands in for classes that are missing. */
  readonly base: EntityClass<E>;
  /** Everything between the making of the instance and the end of its creation: hooks, then the caller's wishes. */
  firstSave(entity: E, options: CreateOptions): void;
  /** The hooks of the first save without the caller's wishes: for an entity that gets another class. */
  startHooks?(entity: E): void;
  /** Why it must not get another class now, as a sentence; null when it may. */
  refusesClass?(entity: E): string | null;
  /** Does the entity not want to go? Asked first of all; never when the deletion is forced. */
  refusesDeletion?(entity: E): boolean;
  /** What goes, or moves, with it. */
  beforeDelete?(entity: E): void;
}
