import { arg, type CommandContext, type EntityClass, type WorldObject } from "../../../api.ts";

/** The class that the builder named, if it is a sort of the usual one; the usual one when none was named. */
export function classNamed<T extends WorldObject>(
  ctx: CommandContext,
  name: string | null,
  usual: EntityClass<T>,
): EntityClass<T> {
  if (name === null) return usual;
  const found = arg.class("class", { of: usual }).type.parse(name, ctx);
  return found.ok ? found.value : ctx.fail(found.message);
}
