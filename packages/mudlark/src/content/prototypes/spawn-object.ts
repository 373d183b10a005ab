import { integerBetween, type Random } from "../../base/random.ts";
import type { CreateOptions, EntityReference } from "../../model/entity/create-options.ts";
import type { EntityClass } from "../../model/entity/entity.ts";
import { Entity } from "../../model/entity/entity.ts";
import type { WorldObject } from "../../model/object/world-object.ts";
import { attributeEntry } from "./attribute-entry.ts";
import { invalid } from "./normalise-prototype.ts";
import type { Prototype, PrototypeFields, SpawnContext } from "./prototype.ts";
import type { SpawnFunctions } from "./spawn-functions.ts";
import { valuesFor } from "./work-out.ts";

/** Runs with each new object of a prototype that names it in `exec`. */
export type SpawnHook = (object: WorldObject, context: SpawnContext) => void;

/** The category of the tag that says from which prototype an object is. */
export const originCategory = "from_prototype";

export interface SpawnParts extends SpawnContext {
  readonly random: Random;
  readonly functions: SpawnFunctions;
  readonly hooks: ReadonlyMap<string, SpawnHook>;
  /** The class where a prototype names none. */
  readonly thing: EntityClass<WorldObject>;
}

/**
 * Makes an object: all of it or nothing (`world.md` §16).
 *
 * @param fields what the prototype gives, parents included
 * @throws MudlarkError PROTOTYPE_INVALID, and whatever creating throws
 */
export function spawnObject(prototype: Prototype, fields: PrototypeFields, parts: SpawnParts): WorldObject {
  const { game } = parts;
  return game.whole(() => {
    const evaluate = valuesFor(fields, parts, parts.random, parts.functions);
    const cls = fields.class ?? parts.thing;
    const { kind, id } = game.classes.require(cls);
    if (kind !== "object") throw invalid([`the class ${id} makes no objects`]);
    const defaultKey = `spawned-${randomWord(parts.random)}`;
    const object = game.create(cls, { defaultKey, ...createOptions(fields, evaluate) });
    object.tags.add(prototype.prototypeKey, { category: originCategory });
    for (const name of fields.exec ?? []) hookOf(name, parts)(object, parts);
    object.atObjectPostSpawn({ prototype: { key: prototype.prototypeKey } });
    return object;
  });
}

/** Six letters and digits. A letter comes first, so that it never reads like the number of one among several. */
function randomWord(random: Random): string {
  const letter = String.fromCharCode(integerBetween(random, 97, 122));
  return (
    letter +
    integerBetween(random, 0, 36 ** 5 - 1)
      .toString(36)
      .padStart(5, "0")
  );
}

function hookOf(name: string, { hooks }: SpawnParts): SpawnHook {
  const hook = hooks.get(name);
  if (hook === undefined) throw invalid([`there is no spawn hook "${name}"`]);
  return hook;
}

function createOptions(fields: PrototypeFields, evaluate: (value: unknown) => unknown): CreateOptions {
  const { key, location, home, destination, permissions, locks, aliases, tags, attrs, nattributes } = fields;
  return {
    ...(key !== undefined && { key: String(evaluate(key)) }),
    ...(location !== undefined && { location: placeFor("location", evaluate(location)) }),
    ...(home !== undefined && { home: placeFor("home", evaluate(home)) }),
    ...(destination !== undefined && { destination: placeFor("destination", evaluate(destination)) }),
    ...(permissions !== undefined && { permissions }),
    ...(locks !== undefined && { locks }),
    ...(aliases !== undefined && { aliases }),
    tags: tags.map((tag) => [tag.key, tag.category, tag.data] as const),
    attributes: attrs.map((attr) => attributeEntry({ ...attr, value: evaluate(attr.value) })),
    nattributes: Object.fromEntries(
      Object.entries(nattributes).map(([name, value]) => [name, evaluate(value)]),
    ),
  };
}

/** An entity, `#12` or nothing. @throws MudlarkError PROTOTYPE_INVALID */
export function placeFor(field: string, value: unknown): EntityReference | null {
  if (value === null || value instanceof Entity || typeof value === "number") return value;
  if (typeof value === "string" && /^#?\d{1,15}$/.test(value.trim())) return value.trim();
  throw invalid([`${field}: write a place as #12`]);
}
