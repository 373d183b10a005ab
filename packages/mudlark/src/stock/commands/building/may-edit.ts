import type { CommandContext, Entity } from "../../../api.ts";
import { builderOf } from "./builder-of.ts";

/** May the builder change it? Control is more than edit. */
export function mayEdit(ctx: Pick<CommandContext, "puppet" | "account">, entity: Entity): boolean {
  const builder = builderOf(ctx);
  return entity.access(builder, "control") || entity.access(builder, "edit");
}
