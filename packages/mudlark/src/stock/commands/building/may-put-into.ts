import type { CommandContext, WorldObject } from "../../../api.ts";

/** May the builder let something new appear in a place? It is like sending something there. */
export function mayPutInto({ puppet }: Pick<CommandContext, "puppet">, place: WorldObject): boolean {
  const isOwn = place === puppet || place === puppet?.location;
  return isOwn || place.access(puppet, "teleport_here", { default: true });
}
