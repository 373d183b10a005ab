import { MudlarkError } from "../../base/errors.ts";
import { applyAttributes, applyMarks, createDeclaredAttributes } from "./create-options.ts";
import type { CreateOptions, EntityReference } from "./create-options.ts";
import type { EntityKind } from "./entity-kind.ts";
import type { EntityRecord } from "./entity-record.ts";
import { recordKey } from "./entity-record.ts";
import { WorldObject } from "../object/world-object.ts";
import { mostContainers } from "../space/is-inside.ts";
import type { PlaceIndex } from "./place-index.ts";

/** What the life of objects depends on. */
export interface ObjectWorld {
  readonly places: PlaceIndex;
  /** Where things without a home belong; null when there is no such place. */
  defaultHome(): EntityRecord | null;
  find(id: number): EntityRecord | undefined;
  /** Every object whose home it is. */
  dwellersOf(id: number): Iterable<EntityRecord>;
  delete(record: EntityRecord): void;
  tell(record: EntityRecord, text: string): void;
}

/** The kind of things that are somewhere: how they come into the world, and how they leave it (`world.md` §9). */
export function objectKind(world: ObjectWorld): EntityKind<WorldObject> {
  return {
    name: "object",
    base: WorldObject,
    firstSave: (object, options) => firstSave(object, options, world),
    startHooks,
    refusesDeletion: (object) => object.atObjectDelete() === false,
    beforeDelete: (object) => leaveWorld(object[recordKey], world),
  };
}

function startHooks(object: WorldObject): void {
  object.basetypeSetup();
  object.atObjectCreation();
  createDeclaredAttributes(object);
  object.atObjectPostCreation();
  object.basetypePosthookSetup();
}

/** What the hooks of moving are told when something is created in its place. */
const creation = { moveType: "create", forced: true };

/** The order of the hooks is that of `world.md` §9.1: they come first, and what the caller wishes wins. */
function firstSave(object: WorldObject, options: CreateOptions, world: ObjectWorld): void {
  const record = object[recordKey];
  const places = targets(options, world);
  object.basetypeSetup();
  object.atObjectCreation();
  createDeclaredAttributes(object);
  if (options.key !== undefined) object.key = options.key;
  if (object.key === "") object.key = options.defaultKey ?? object.ref;
  if (places.location !== null) record.change("location", places.location.id);
  if (places.home !== null) record.change("home", places.home.id);
  if (places.destination !== null) record.change("destination", places.destination.id);
  applyMarks(object, options);
  if (places.location !== null) {
    objectOf(places.location).atObjectReceive(object, null, creation);
    object.atPostMove(null, creation);
  }
  applyAttributes(object, options);
  object.atObjectPostCreation();
  object.basetypePosthookSetup();
}

function targets(
  { location, home, destination, noHome = false }: CreateOptions,
  world: ObjectWorld,
): { readonly [place in "location" | "home" | "destination"]: EntityRecord | null } {
  return {
    location: resolve(location, "location", world),
    home: resolve(home, "home", world) ?? (noHome ? null : world.defaultHome()),
    destination: resolve(destination, "destination", world),
  };
}

function resolve(
  target: EntityReference | null | undefined,
  what: string,
  world: ObjectWorld,
): EntityRecord | null {
  if (target === null || target === undefined) return null;
  if (typeof target === "object") {
    target[recordKey].requireLive();
    return target[recordKey];
  }
  const found = world.find(Number(String(target).replace(/^#/, "")));
  if (found === undefined)
    throw new MudlarkError("ENTITY_MISSING", `there is no object ${target} to be the ${what}`);
  return found;
}

/** How often what hooks have put into a place that goes is sent away with hooks; after that, without. */
const mostRounds = 3;

/** Exits in it and to it go with it; all else in it goes home, whether it wants to or not (`world.md` §9.4). */
function leaveWorld(record: EntityRecord, world: ObjectWorld): void {
  const home = world.defaultHome();
  const shelter = home === record ? null : home;
  rehome(record, shelter, world);
  for (let round = 0; round < mostRounds && !record.isDeleted; round++) {
    const exits = waysTo(record, world);
    const contents = contentsOf(record).filter((content) => content.destination === null);
    if (exits.length === 0 && contents.length === 0) break;
    for (const exit of exits) if (!exit.isDeleted) world.delete(exit);
    for (const content of contents) sendHome(content, record, shelter, world);
  }
  if (!record.isDeleted) abandon(record, shelter, world);
}

/** All else that is an exit in it, or leads to it. */
function waysTo(record: EntityRecord, world: ObjectWorld): EntityRecord[] {
  const exits = contentsOf(record).filter((content) => content.destination !== null);
  return [...new Set([...exits, ...world.places.leadingTo(record.id)])].filter((exit) => exit !== record);
}

function contentsOf(record: EntityRecord): readonly EntityRecord[] {
  return record.contents?.all() ?? [];
}

function rehome(record: EntityRecord, shelter: EntityRecord | null, world: ObjectWorld): void {
  for (const dweller of world.dwellersOf(record.id)) {
    if (dweller !== record) dweller.change("home", shelter === dweller ? null : (shelter?.id ?? null));
  }
}

/** Whatever hooks have done meanwhile, nothing stays that belongs to it. No hook hears of this. */
function abandon(record: EntityRecord, shelter: EntityRecord | null, world: ObjectWorld): void {
  for (const exit of waysTo(record, world)) exit.change("destination", null);
  for (const content of contentsOf(record)) {
    content.change("location", shelterFor(content, record, [shelter], world)?.id ?? null);
  }
  rehome(record, shelter, world);
}

function sendHome(
  content: EntityRecord,
  from: EntityRecord,
  shelter: EntityRecord | null,
  world: ObjectWorld,
): void {
  if (content.isDeleted || content.location !== from.id) return;
  const own = content.home === null ? undefined : world.find(content.home);
  const target = shelterFor(content, from, [own ?? null, shelter], world);
  world.tell(content, `${from.key} is no more. You find yourself somewhere else.`);
  if (target !== null) objectOf(content).moveTo(objectOf(target), { moveType: "teleport", forced: true });
  if (!content.isDeleted && content.location === from.id) content.change("location", target?.id ?? null);
}

/** The first of these places that the content can be in. */
function shelterFor(
  content: EntityRecord,
  from: EntityRecord,
  places: readonly (EntityRecord | null)[],
  world: ObjectWorld,
): EntityRecord | null {
  const fits = (place: EntityRecord | null): boolean =>
    place !== null && place !== from && !isInside(place, content, world);
  return places.find(fits) ?? null;
}

/** Is `record` somewhere within `container`? */
function isInside(record: EntityRecord, container: EntityRecord, world: Pick<ObjectWorld, "find">): boolean {
  let steps = 0;
  for (let at: EntityRecord | undefined = record; at !== undefined;) {
    if (at === container || ++steps > mostContainers) return true;
    at = at.location === null ? undefined : world.find(at.location);
  }
  return false;
}

function objectOf(record: EntityRecord): WorldObject {
  return record.kind.core.instanceOf(record) as WorldObject;
}
