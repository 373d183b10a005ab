import type { JsonObject } from "../../base/json.ts";
import type { WorldObject } from "../../model/object/world-object.ts";

/** The exits of a room that somebody sees, by name, each with the number of the room behind it. */
export function visibleExits(room: WorldObject, looker: WorldObject): JsonObject {
  const exits = room
    .filterVisible(room.exits, looker)
    .flatMap((exit) => (exit.destination === null ? [] : [[exit.key, exit.destination.id] as const]));
  return Object.fromEntries(exits);
}
