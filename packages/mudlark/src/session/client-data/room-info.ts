import type { JsonObject } from "../../base/json.ts";
import type { WorldObject } from "../../model/object/world-object.ts";
import { knownFacts } from "./client-facts.ts";
import type { GameClient } from "./game-client.ts";
import { visibleExits } from "./visible-exits.ts";

/** A place as `Room.Info` tells of it (`protocols.md` §8.1), with what the game adds. */
export function roomInfo(room: WorldObject, looker: WorldObject, own: GameClient["room"]): JsonObject {
  return {
    num: room.id,
    name: room.key,
    area: "",
    environment: "",
    exits: visibleExits(room, looker),
    details: [],
    ...knownFacts(own?.(room, looker) ?? {}),
  };
}
