import { MudlarkError, messageOf } from "../../base/errors.ts";
import { type EntityRecord, recordKey } from "../entity/entity-record.ts";
import type { ContentsMessageOptions } from "../messages/contents-message-options.ts";
import { announceArrival, announceDeparture, type Announcement } from "../space/announce-move.ts";
import { moveObject } from "../space/move-object.ts";
import type { MoveDetails, MoveOptions } from "../space/move-options.ts";
import { setLocation } from "../space/set-location.ts";
import { DescribedObject } from "./described-object.ts";
import { whole } from "./whole-object.ts";

/** What names a place: the object, its reference, or nothing. */
export type PlaceReference<T> = T | string | null;

/** Where objects are, what is in them, and how they move (`world.md` §9.2, §9.3). */
export abstract class PlacedObject<T extends PlacedObject<T>> extends DescribedObject<T> {
  abstract msgContents(text: string, options: ContentsMessageOptions): void;

  /** Where it is; null is nowhere. */
  get location(): T | null {
    return this.#place("location");
  }

  /**
   * Puts it there without asking or telling anybody; `moveTo` does.
   *
   * @throws MudlarkError ENTITY_LOOP, ENTITY_MISSING, ENTITY_DELETED
   */
  set location(place: PlaceReference<T>) {
    setLocation<T>(whole<T>(this), this.#resolve(place));
  }

  /** Where it goes when it has to go somewhere. */
  get home(): T | null {
    return this.#place("home");
  }

  /** @throws MudlarkError ENTITY_MISSING, ENTITY_DELETED */
  set home(place: PlaceReference<T>) {
    this[recordKey].change("home", this.#resolve(place)?.id ?? null);
  }

  /** Where it leads; what leads somewhere is an exit. */
  get destination(): T | null {
    return this.#place("destination");
  }

  /** @throws MudlarkError ENTITY_MISSING, ENTITY_DELETED */
  set destination(place: PlaceReference<T>) {
    this[recordKey].change("destination", this.#resolve(place)?.id ?? null);
  }

  /** What is in it, in order of arrival. */
  get contents(): readonly T[] {
    return this.#objects(this[recordKey].contents?.all());
  }

  /** What is in it of one content type: object, character, room or exit. */
  contentsOf(contentType: string): readonly T[] {
    return this.#objects(this[recordKey].contents?.ofType(contentType));
  }

  /** What in it leads somewhere. */
  get exits(): readonly T[] {
    return this.#objects(this[recordKey].contents?.all().filter((record) => record.destination !== null));
  }

  /** Does a live session play it? */
  get isOnline(): boolean {
    return this.game.isOnline(this);
  }

  /**
   * Counts the changes of its stored fields: key, aliases, locks, tags, places. What was made from them, such as an
   * exit's command, is out of date when the number is another one.
   */
  get fieldVersion(): number {
    return this[recordKey].fieldVersion;
  }

  /**
   * Goes to a place, with all hooks and announcements (`world.md` §9.3). Asks no lock: that is the caller's business.
   *
   * @returns is it there now? When a hook refuses or throws, it is where it was
   */
  moveTo(destination: T | null, options: MoveOptions<T> = {}): boolean {
    return moveObject<T>(whole<T>(this), destination, options, {
      attempt: (work) => this.game.attempt(work),
      onFailure: (error, { moveType }) => {
        const facts = { entity: this.ref, destination: destination?.ref, moveType, error: messageOf(error) };
        this.game.logger.error("A hook failed, and the move was undone", facts);
      },
    });
  }

  /** Tells the place that it leaves it. Called before it moves. */
  announceMoveFrom(destination: T, details: MoveDetails, announcement: Announcement = {}): void {
    announceDeparture<T>(whole<T>(this), destination, details, announcement);
  }

  /** Tells the place that it has come. Called when it is there. */
  announceMoveTo(source: T | null, details: MoveDetails, announcement: Announcement = {}): void {
    announceArrival<T>(whole<T>(this), source, details, announcement);
  }

  #place(field: "location" | "home" | "destination"): T | null {
    const record = this[recordKey];
    record.requireLive();
    const id = record[field];
    return id === null ? null : (this.game.get("object", id) as T | null);
  }

  #resolve(place: PlaceReference<T>): T | null {
    if (typeof place !== "string") {
      place?.[recordKey].requireLive();
      return place;
    }
    const found = this.game.collection<T>("object").byRef(place);
    if (found === null) throw new MudlarkError("ENTITY_MISSING", `there is no object ${place}`);
    return found;
  }

  #objects(records: readonly EntityRecord[] | undefined): readonly T[] {
    this[recordKey].requireLive();
    return records?.map((record) => this.game.instanceOf(record) as T) ?? [];
  }
}
