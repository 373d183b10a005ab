import { escapeMarkup, type CommandContext, type EntityClass, type WorldObject } from "../../../api.ts";

/** The class that the builder named, if it is a sort of the usual one; the usual one when none was named. */
export function classNamed<T extends WorldObject>(
  ctx: CommandContext,
  name: string | null,
  usual: EntityClass<T>,
): EntityClass<T> {
  if (name === null) return usual;
  const found = ctx.game.classes.find(name);
  if (found !== null && isSortOf(found, usual)) return found;
  return ctx.fail(`There is no class "${escapeMarkup(name)}" for that.`);
}

function isSortOf<T extends WorldObject>(found: EntityClass, usual: EntityClass<T>): found is EntityClass<T> {
  return found === usual || found.prototype instanceof usual;
}
