import { recordKey } from "../../model/entity/entity-record.ts";
import type { WorldObject } from "../../model/object/world-object.ts";
import type { Session } from "../session.ts";

const service = "items";
/** What a client may have open at a time. */
const mostOpen = 16;

/** What the client asked to see the contents of, by id; it may be out of reach by now. */
function openContainers(session: Session): readonly number[] {
  return session.subscriptions(service).filter((id) => typeof id === "number");
}

/** From now on the client is told what is in it, and no more of what it opened longest ago. */
export function openContainer(session: Session, container: WorldObject): void {
  const others = openContainers(session).filter((other) => other !== container.id);
  session.setSubscriptions(service, [...others, container.id].slice(-mostOpen));
}

/** The thing with that number, if the player of the session can see into it. */
export function containerInReach({ puppet }: Session, id: number): WorldObject | null {
  const container = puppet?.game.objects.get(id) ?? null;
  return puppet !== null && container !== null && isInReach(container, puppet) ? container : null;
}

/**
 * The places whose items concern the player of a session, by what `Char.Items` calls them: `inv`, `room`, and for each
 * opened thing in reach `rep` and its id.
 */
export function placesOf(session: Session): ReadonlyMap<string, WorldObject> {
  const { puppet } = session;
  const places = new Map<string, WorldObject>();
  if (puppet === null) return places;
  places.set("inv", puppet);
  if (puppet.location !== null) places.set("room", puppet.location);
  for (const id of openContainers(session)) {
    const container = containerInReach(session, id);
    if (container !== null) places.set(`rep${id}`, container);
  }
  return places;
}

/** Is it a thing that the puppet carries or has before it, perhaps inside others, all of which it can see? */
function isInReach(container: WorldObject, puppet: WorldObject): boolean {
  let inner = container;
  for (let depth = 0; depth < deepest; depth++) {
    const place = inner.location;
    if (
      place === null ||
      inner[recordKey].content !== "object" ||
      place.filterVisible([inner], puppet).length === 0
    )
      return false;
    if (place === puppet || place === puppet.location) return true;
    inner = place;
  }
  return false;
}

const deepest = 8;
