import { arg, WorldObject, type CommandContext, type EntityClass, type Parsed } from "../../../api.ts";

type ObjectClass = EntityClass<WorldObject>;

/** The class that the builder named, if it is a sort of another one; usually any class of objects will do. */
export function findClass(
  ctx: CommandContext,
  name: string,
  of: ObjectClass = WorldObject,
): Parsed<ObjectClass> {
  const found = arg.class("class", { of }).type.parse(name, ctx);
  return found.ok ? found : { ...found, message: `${found.message} typeclass/list shows all classes.` };
}

/** What the game uses in the place of a stock class. */
export function chosenClass(ctx: CommandContext, stock: ObjectClass): ObjectClass {
  const chosen = ctx.game.classes.chosenFor(stock);
  return isObjectClass(chosen) ? chosen : stock;
}

/** The class that the builder named, if it is a sort of the usual one; the game's own usual one when none was named. */
export function classNamed(ctx: CommandContext, name: string | null, usual: ObjectClass): ObjectClass {
  if (name === null) return chosenClass(ctx, usual);
  const found = findClass(ctx, name, usual);
  return found.ok ? found.value : ctx.fail(found.message);
}

function isObjectClass(cls: EntityClass): cls is ObjectClass {
  return cls.prototype instanceof WorldObject;
}
