import type { JsonObject } from "../../base/json.ts";
import type { Entity } from "../entity/entity.ts";
import type { Mapping } from "../messages/stage.ts";
import type { MoveDetails } from "./move-options.ts";
import { moveWords } from "./move-words.ts";

/** In the place of the usual announcement. */
export interface Announcement {
  /** A template with `{object}`, `{exit}`, `{origin}` and `{destination}`. */
  readonly text?: string;
  /** More values for it. */
  readonly mapping?: Mapping;
}

/** What announcements ask of things and places. */
interface Mover<T> extends Entity {
  readonly location: T | null;
  readonly destination: T | null;
  readonly exits: readonly T[];
  readonly isOnline: boolean;
  msgContents(text: string, options: { exclude: T; from: T; mapping: Mapping; options: JsonObject }): void;
}

/** Tells a place that something leaves it; who leaves is not told. */
export function announceDeparture<T extends Mover<T>>(
  mover: T,
  destination: T,
  { moveType }: MoveDetails,
  { text = moveWords.leaves, mapping = {} }: Announcement,
): void {
  const origin = mover.location;
  if (origin === null) return;
  const facts = { object: mover, exit: exitTo(origin, destination), origin, destination, ...mapping };
  origin.msgContents(text, { exclude: mover, from: mover, mapping: facts, options: { type: moveType } });
}

/** Tells a place that something has come, once it is there. Who is handed something is told that it is theirs. */
export function announceArrival<T extends Mover<T>>(
  mover: T,
  source: T | null,
  { moveType }: MoveDetails,
  { text, mapping = {} }: Announcement,
): void {
  const place = mover.location;
  if (place === null) return;
  if (source === null && text === undefined && place.isOnline) {
    place.msg(moveWords.nowYours.replace("{object}", () => mover.getDisplayName(place)));
    return;
  }
  const exit = source === null ? moveWords.somewhere : exitTo(place, source);
  const facts = { object: mover, exit, origin: source ?? moveWords.nowhere, destination: place, ...mapping };
  const usual = source === null ? moveWords.appears : moveWords.arrives;
  place.msgContents(text ?? usual, {
    exclude: mover,
    from: mover,
    mapping: facts,
    options: { type: moveType },
  });
}

function exitTo<T extends Mover<T>>(from: T, to: T): T | string {
  return from.exits.find((exit) => exit.destination === to) ?? moveWords.somewhere;
}
