import { applyMarks, type CreateOptions } from "../../model/entity/create-options.ts";
import { Entity } from "../../model/entity/entity.ts";
import type { EntityKind } from "../../model/entity/entity-kind.ts";
import type { PrototypeOptions } from "./prototype.ts";

/** Where its recipe is among its attributes. */
const place = { key: "prototype", category: "mudlark" } as const;

/** A prototype that was made in the game. */
export class StoredPrototype extends Entity {
  static readonly classId: string = "mudlark.StoredPrototype";

  /** As its author wrote it. */
  get options(): PrototypeOptions {
    return { ...(this.attributes.get(place.key, place) as PrototypeOptions | null) };
  }

  /** @throws MudlarkError ATTRIBUTE_VALUE: functions cannot be stored */
  set options(options: PrototypeOptions) {
    this.attributes.add(place.key, options, place);
  }
}

/** Prototypes made in the game, as a kind of entity. */
export const prototypeKind: EntityKind<StoredPrototype> = {
  name: "prototype",
  base: StoredPrototype,
  firstSave(prototype: StoredPrototype, options: CreateOptions): void {
    if (options.key !== undefined) prototype.key = options.key;
    applyMarks(prototype, options);
  },
};
