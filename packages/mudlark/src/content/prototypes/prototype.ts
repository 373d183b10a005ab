import type { EntityReference } from "../../model/entity/create-options.ts";
import type { Entity, EntityClass } from "../../model/entity/entity.ts";
import type { Game } from "../../model/game.ts";
import type { WorldObject } from "../../model/object/world-object.ts";
import type { AttributeEntry } from "../../model/attributes/attribute-handler.ts";
import type { TagTuple } from "../../model/tags/tag-handler.ts";

/** Who spawns, and in which world: for values and functions that depend on it. */
export interface SpawnContext {
  readonly game: Game;
  readonly caller: Entity | null;
}

/**
 * A value, or how each object gets its own: a function, a list of a function and its arguments, or a text that calls
 * functions such as `$randint(1, 6)`.
 */
type Spawned<T> = T | string | ((context: SpawnContext) => T) | readonly unknown[];

/** A prototype that another builds on: its key, or itself. */
export type PrototypeParent = string | PrototypeOptions;

/**
 * A recipe for objects as its author writes it (`world.md` §16). Everything that is not named here is an attribute.
 *
 * @example
 * const goblin = { prototypeKey: "goblin", class: Npc, key: "goblin", hp: "$randint(8, 12)", tags: [["evil", "side"]] };
 * const archer = { prototypeKey: "goblin archer", prototypeParent: "goblin", key: "goblin archer", arrows: 20 };
 */
export interface PrototypeOptions {
  /** By which it is found; in lower case, at most 255 letters. Default one that nobody would think of. */
  readonly prototypeKey?: string;
  /** For those who choose one. */
  readonly prototypeDesc?: string;
  readonly prototypeTags?: readonly string[];
  /** Of the types `spawn` and `edit`. Default open for all. */
  readonly prototypeLocks?: string;
  /** What it builds on; of several, a later one wins over an earlier one. */
  readonly prototypeParent?: PrototypeParent | readonly PrototypeParent[];
  /** The class of the object or its id. Default that of things. */
  readonly class?: EntityClass<WorldObject> | string;
  readonly key?: Spawned<string>;
  readonly location?: Spawned<EntityReference | null>;
  readonly home?: Spawned<EntityReference | null>;
  readonly destination?: Spawned<EntityReference | null>;
  readonly permissions?: readonly string[];
  readonly locks?: string;
  readonly aliases?: readonly string[];
  /** `"key"`, `["key", "category"]` or `["key", "category", "data"]`. */
  readonly tags?: readonly TagTuple[];
  /** `["key", value, "category", "lockstring"]`, the last two if wanted. */
  readonly attrs?: readonly AttributeEntry[];
  /** Names of functions that are run with each new object: those of `defineGame({ spawnHooks })`. */
  readonly exec?: string | readonly string[];
  readonly [attribute: string]: unknown;
}

/** An attribute of every object made. */
export interface PrototypeAttribute {
  readonly key: string;
  readonly value: unknown;
  readonly category: string | null;
  readonly locks: string | null;
}

export interface PrototypeTag {
  readonly key: string;
  readonly category: string | null;
  readonly data: string | null;
}

/** What objects get. A field that is not there says nothing about it. */
export interface PrototypeFields {
  readonly class?: EntityClass<WorldObject> | string;
  readonly key?: unknown;
  readonly location?: unknown;
  readonly home?: unknown;
  readonly destination?: unknown;
  readonly permissions?: readonly string[];
  readonly locks?: string;
  readonly aliases?: readonly string[];
  readonly exec?: readonly string[];
  readonly tags: readonly PrototypeTag[];
  readonly attrs: readonly PrototypeAttribute[];
  /** Values that are only kept in memory: the fields `ndb_name`. */
  readonly nattributes: Readonly<Record<string, unknown>>;
}

/** A prototype in the one form in which everything else reads it. */
export interface Prototype {
  readonly prototypeKey: string;
  readonly prototypeDesc: string;
  readonly prototypeTags: readonly string[];
  readonly prototypeLocks: string;
  readonly parents: readonly (string | Prototype)[];
  readonly fields: PrototypeFields;
}
