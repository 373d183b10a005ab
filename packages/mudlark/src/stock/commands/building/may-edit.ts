import type { CommandContext, Entity } from "../../../api.ts";
import { outranks } from "../outranks.ts";
import { builderOf } from "./builder-of.ts";

/** May the builder change it? Control is more than edit, and nobody changes the account of their betters. */
export function mayEdit(ctx: Pick<CommandContext, "puppet" | "account">, entity: Entity): boolean {
  if (outranks(entity, ctx.account)) return false;
  const builder = builderOf(ctx);
  return entity.access(builder, "control") || entity.access(builder, "edit");
}
