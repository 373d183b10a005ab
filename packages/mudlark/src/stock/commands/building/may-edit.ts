import type { CommandContext, WorldObject } from "../../../api.ts";

/** May the builder change the object? Control is more than edit. */
export function mayEdit({ puppet }: CommandContext, object: WorldObject): boolean {
  return object.access(puppet, "control") || object.access(puppet, "edit");
}
