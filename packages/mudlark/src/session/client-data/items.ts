import type { JsonObject } from "../../base/json.ts";
import { recordKey } from "../../model/entity/entity-record.ts";
import type { WorldObject } from "../../model/object/world-object.ts";
import { stripMarkup } from "../../text/markup/plain-text.ts";
import { knownFacts, type ClientFacts } from "./client-facts.ts";

/** Of what is in one place, a client is told so many. */
export const mostItems = 200;

/** What a game says of an item beside its name. */
export type ItemFacts = (item: WorldObject, looker: WorldObject) => ClientFacts;

/** How items are told of. */
export interface ItemView {
  readonly isPlayed: (character: WorldObject) => boolean;
  readonly own: ItemFacts | undefined;
}

/** Things, and characters whom nobody plays; players and exits are told of in other packages. */
function isItem(object: WorldObject, { isPlayed }: Pick<ItemView, "isPlayed">): boolean {
  const { content } = object[recordKey];
  return content === "object" || (content === "character" && !isPlayed(object));
}

/**
 * A thing as `Char.Items` tells of it (`protocols.md` §8.1); null for what is no item, or what the looker does not see.
 * Letters of `attrib`: `m` for somebody whom nobody plays, `c` when something is inside, `t` for what can be taken.
 */
export function itemOf(object: WorldObject, looker: WorldObject, view: ItemView): JsonObject | null {
  const place = object.location;
  if (place === null || !isItem(object, view) || place.filterVisible([object], looker).length === 0)
    return null;
  const attrib = lettersOf(object, looker, place);
  return {
    id: object.id,
    name: stripMarkup(object.getDisplayName(looker)),
    ...(attrib === "" ? {} : { attrib }),
    ...knownFacts(view.own?.(object, looker) ?? {}),
  };
}

/** What the looker sees in a place, by id: the first so many. */
export function itemsIn(
  place: WorldObject,
  looker: WorldObject,
  view: ItemView,
): ReadonlyMap<number, JsonObject> {
  const items = new Map<number, JsonObject>();
  for (const object of place.contents) {
    if (items.size >= mostItems) break;
    const item = itemOf(object, looker, view);
    if (item !== null) items.set(object.id, item);
  }
  return items;
}

function lettersOf(object: WorldObject, looker: WorldObject, place: WorldObject): string {
  if (object[recordKey].content === "character") return "m";
  const canBeTaken = place !== looker && object.access(looker, "get");
  const holds = object.contentsOf("object").some((inner) => object.filterVisible([inner], looker).length > 0);
  return `${holds ? "c" : ""}${canBeTaken ? "t" : ""}`;
}
