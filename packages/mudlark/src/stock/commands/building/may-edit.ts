import type { CommandContext, Entity } from "../../../api.ts";

/** May the builder change it? Control is more than edit. */
export function mayEdit({ puppet }: Pick<CommandContext, "puppet">, entity: Entity): boolean {
  return entity.access(puppet, "control") || entity.access(puppet, "edit");
}
