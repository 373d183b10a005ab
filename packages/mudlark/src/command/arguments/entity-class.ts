import { nearest } from "../../base/nearest.ts";
import type { RegisteredClass } from "../../model/entity/class-registry.ts";
import type { EntityClass } from "../../model/entity/entity.ts";
import { WorldObject } from "../../model/object/world-object.ts";
import { words } from "../words.ts";
import type { ArgumentScope } from "./argument-scope.ts";
import { argument, parsed, refused, type Argument } from "./part.ts";

/**
 * A class of the game by its id, such as `things/lantern.Lantern`, or by its bare name when no other has that.
 *
 * @param options `of`: only this class and those made from it count. Default: all classes of objects
 * @example
 * arg.class("kind", { of: Weapon }) // EntityClass<Weapon>
 */
export function entityClass<const Name extends string, T extends WorldObject = WorldObject>(
  name: Name,
  options: { readonly of?: EntityClass<T> } = {},
): Argument<Name, EntityClass<T>> {
  const base: EntityClass = options.of ?? WorldObject;
  return argument(name, {
    kind: "class",
    takes: "word",
    quotes: "remove",
    facts: {},
    parse(text, { game }) {
      const found = game.classes.named(text, base);
      if (found !== null && isSortOf<T>(found, base)) return parsed(found);
      const known = classesOf({ game }, base).map(({ id }) => id);
      return refused(words.noSuchClass(text, nearest(text, known)));
    },
    complete: (text, scope) =>
      classesOf(scope, base)
        .map(({ id }) => id)
        .filter((id) => id.toLowerCase().startsWith(text.toLowerCase()))
        .sort(),
  });
}

function classesOf({ game }: Pick<ArgumentScope, "game">, base: EntityClass): readonly RegisteredClass[] {
  return [...game.classes.all()].filter(({ cls }) => isSortOf(cls, base));
}

function isSortOf<T extends WorldObject>(found: EntityClass, base: EntityClass): found is EntityClass<T> {
  return found === base || found.prototype instanceof base;
}
