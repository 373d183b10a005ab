import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { JsonObject } from "../../base/json.ts";
import type { SessionId } from "../../base/session-id.ts";
import { recordKey, type EntityRecord } from "../../model/entity/entity-record.ts";
import type { Game } from "../../model/game.ts";
import type { ChangeWatcher } from "../../model/change-watcher.ts";
import { WorldObject } from "../../model/object/world-object.ts";
import { inputFunction, type InputFunction } from "../inputs/input-function.ts";
import type { Session } from "../session.ts";
import type { Sessions } from "../sessions.ts";
import type { ClientNews } from "./client-news.ts";
import { itemOf, itemsIn, mostItems, type ItemFacts, type ItemView } from "./items.ts";
import { containerInReach, openContainer, placesOf } from "./item-places.ts";
import { speaksGmcp } from "./speaks-gmcp.ts";

export interface ItemNewsParts {
  readonly game: Game;
  readonly sessions: Sessions;
  readonly news: ClientNews;
  readonly own: ItemFacts | undefined;
}

/** What a client knows of one place: its items, by id. */
interface KnownPlace {
  readonly place: WorldObject;
  readonly items: ReadonlyMap<number, JsonObject>;
}

/** By what the place is called: `inv`, `room`, or `rep` and the id of what was opened. */
type KnownPlaces = ReadonlyMap<string, KnownPlace>;

const nowhere: KnownPlaces = new Map();

/**
 * Tells clients that speak GMCP what their player carries and what lies around: a list of each place when it comes into
 * reach, and afterwards each thing that comes, goes or changes (`Char.Items`, `protocols.md` §8.1). A change is looked at
 * once for each session that knows its place, and costs nothing where nobody does.
 */
export class ItemNews implements ChangeWatcher {
  readonly #game: Game;
  readonly #parts: ItemNewsParts;
  readonly #view: ItemView;
  /** Has the session looked at soon. */
  readonly #touch: (session: SessionId) => void;
  readonly #known = new Map<SessionId, KnownPlaces>();
  /** Sessions by the id of each place that they know. */
  readonly #watching = new Map<number, Set<SessionId>>();
  readonly #changed = new Map<SessionId, Set<EntityRecord>>();

  constructor(parts: ItemNewsParts) {
    const { game, sessions, news, own } = parts;
    this.#game = game;
    this.#parts = parts;
    this.#view = { isPlayed: (character) => sessions.isPlayed(character), own };
    game.addWatcher(this);
    this.#touch = news.listen((session) => this.#tell(session));
    game.signals.on("entityDeleting", ({ entity }) => this.#noteItem(entity[recordKey]));
    // A character whom nobody plays is an item.
    game.signals.on("objectPuppeted", ({ object }) => this.#noteItem(object[recordKey]));
    game.signals.on("objectUnpuppeted", ({ object }) => this.#noteItem(object[recordKey]));
    game.signals.on("sessionClosed", ({ session }) => {
      this.#learn(session, nowhere);
    });
  }

  /** The client wants other packages than before: tells it everything anew. */
  tellAnew(session: Session): void {
    this.#learn(session.id, nowhere);
  }

  readonly inputs: Readonly<Record<string, InputFunction>> = {
    char_items_inv: inputFunction({
      help: "Answers with what you carry.",
      needsLogin: true,
      takes: z.looseObject({}),
      run: (session) => this.#answer(session, "inv"),
    }),
    char_items_room: inputFunction({
      help: "Answers with what lies around you.",
      needsLogin: true,
      takes: z.looseObject({}),
      run: (session) => this.#answer(session, "room"),
    }),
    char_items_contents: inputFunction({
      help: "Answers with what is in a thing, by its number; from then on you are told what changes in it.",
      needsLogin: true,
      positional: ["id"],
      takes: z.object({ id: z.coerce.number().int().min(1) }),
      run: (session, { id }) => {
        const container = containerInReach(session, id);
        if (container === null) return "There is no such thing here.";
        openContainer(session, container);
        return this.#answer(session, `rep${id}`);
      },
    }),
  };

  /** Answers with everything in a place; from then on, changes there are told. */
  #answer(session: Session, location: string): string | null {
    const place = placesOf(session).get(location);
    if (place === undefined) return "You are nowhere.";
    const known = this.#list(session, location, place, "answer");
    if (!speaksGmcp(session)) return null;
    const before = this.#known.get(session.id) ?? nowhere;
    this.#learn(session.id, new Map([...before, [location, known]]));
    return null;
  }

  fieldChanged(record: EntityRecord, field: string, before: unknown): void {
    this.#noteItem(record);
    if (field !== "location" || this.#watching.size === 0) return;
    if (typeof before === "number") this.#notePlace(record, before);
    // A thing that holds something is another thing than an empty one.
    for (const place of [before, record.location]) this.#noteHolder(place);
  }

  attributeChanged(record: EntityRecord): void {
    this.#noteItem(record);
  }

  #noteHolder(place: unknown): void {
    const holder = typeof place === "number" ? this.#game.record("object", place) : undefined;
    if (holder?.content === "object") this.#noteItem(holder);
  }

  #noteItem(record: EntityRecord): void {
    if (this.#watching.size > 0 && record.location !== null) this.#notePlace(record, record.location);
  }

  #notePlace(record: EntityRecord, place: number): void {
    const watching = this.#watching.get(place);
    if (watching === undefined || this.#game.turns.journal.isUndoing || this.#isPlayer(record)) return;
    this.#game.turns.current?.onCommit(() => {
      for (const session of watching) this.#noteChange(session, record);
    });
  }

  /** Players change all the time, and are no items. */
  #isPlayer(record: EntityRecord): boolean {
    const { instance } = record;
    return instance instanceof WorldObject && this.#parts.sessions.isPlayed(instance);
  }

  #noteChange(session: SessionId, record: EntityRecord): void {
    const changed = this.#changed.get(session);
    if (changed === undefined) this.#changed.set(session, new Set([record]));
    else changed.add(record);
    this.#touch(session);
  }

  #tell(session: Session): void {
    if (!speaksGmcp(session)) return;
    const changed = this.#changed.get(session.id) ?? new Set();
    this.#changed.delete(session.id);
    const before = this.#known.get(session.id) ?? nowhere;
    const known = new Map<string, KnownPlace>();
    for (const [location, place] of placesOf(session)) {
      const last = before.get(location);
      const isNew = last?.place !== place;
      known.set(
        location,
        isNew ? this.#list(session, location, place) : this.#tellChanges(session, location, last, changed),
      );
    }
    this.#learn(session.id, known);
  }

  #list(session: Session, location: string, place: WorldObject, manner?: "answer"): KnownPlace {
    const { puppet } = session;
    const items =
      puppet === null
        ? new Map<number, JsonObject>()
        : this.#game.turns.pure(() => itemsIn(place, puppet, this.#view));
    session.send("Char.Items.List", [], { location, items: [...items.values()] }, manner);
    return { place, items };
  }

  #tellChanges(
    session: Session,
    location: string,
    { place, items: before }: KnownPlace,
    changed: ReadonlySet<EntityRecord>,
  ): KnownPlace {
    const items = new Map(before);
    for (const record of changed) {
      const was = items.get(record.id);
      const item = record.location === place.id ? this.#read(session, record) : null;
      if (item === null && was !== undefined) {
        items.delete(record.id);
        session.send("Char.Items.Remove", [], { location, item: was });
      } else if (item !== null && !isDeepStrictEqual(item, was)) {
        if (was === undefined && items.size >= mostItems) continue;
        items.set(record.id, item);
        session.send(`Char.Items.${was === undefined ? "Add" : "Update"}`, [], { location, item });
      }
    }
    // There may have been more than the client was told of.
    const hasRoomAgain = before.size >= mostItems && items.size < before.size;
    return hasRoomAgain ? this.#list(session, location, place) : { place, items };
  }

  #read({ puppet }: Session, record: EntityRecord): JsonObject | null {
    const object = record.isDeleted ? null : this.#game.instanceOf(record);
    if (puppet === null || !(object instanceof WorldObject)) return null;
    return this.#game.turns.pure(() => itemOf(object, puppet, this.#view));
  }

  /** At once, so that no change is missed that comes before this turn is durable. */
  #learn(session: SessionId, known: KnownPlaces): void {
    const before = this.#known.get(session) ?? nowhere;
    this.#watch(session, known);
    this.#game.turns.journal.record(() => this.#watch(session, before));
  }

  #watch(session: SessionId, known: KnownPlaces): void {
    for (const { place } of this.#known.get(session)?.values() ?? []) {
      const watching = this.#watching.get(place.id);
      watching?.delete(session);
      if (watching?.size === 0) this.#watching.delete(place.id);
    }
    if (known.size === 0) {
      this.#known.delete(session);
      this.#changed.delete(session);
      return;
    }
    this.#known.set(session, known);
    for (const { place } of known.values()) {
      const watching = this.#watching.get(place.id);
      if (watching === undefined) this.#watching.set(place.id, new Set([session]));
      else watching.add(session);
    }
  }
}
