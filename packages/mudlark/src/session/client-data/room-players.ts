import type { JsonObject } from "../../base/json.ts";
import type { EntityRecord } from "../../model/entity/entity-record.ts";
import type { Game } from "../../model/game.ts";
import type { ChangeWatcher } from "../../model/change-watcher.ts";
import { WorldObject } from "../../model/object/world-object.ts";
import type { Sessions } from "../sessions.ts";
import { speaksGmcp } from "./speaks-gmcp.ts";

/** Of a crowd, a client is told so many. */
const mostPlayers = 100;
/** Clients hear of comings and goings no oftener than that, in milliseconds. */
const interval = 100;

/** Who plays in a room, as that looker sees it. */
export function playersIn(room: WorldObject, looker: WorldObject, sessions: Sessions): readonly JsonObject[] {
  const played = room.contentsOf("character").filter((one) => sessions.isPlayed(one));
  return room.filterVisible(played.slice(0, mostPlayers), looker).map(personOf);
}

export function personOf({ key }: WorldObject): JsonObject {
  return { name: key, fullname: key };
}

/** Tells clients that speak GMCP who comes into the room of their player, and who goes: one message for each. */
export class RoomPlayers implements ChangeWatcher {
  readonly #game: Game;
  readonly #sessions: Sessions;
  /** Who has moved, and the room where they were before. */
  readonly #moved = new Map<EntityRecord, number | null>();
  #isSet = false;

  constructor(game: Game, sessions: Sessions) {
    this.#game = game;
    this.#sessions = sessions;
  }

  fieldChanged(record: EntityRecord, field: string, before: unknown): void {
    if (field !== "location" || record.content !== "character") return;
    if (this.#game.turns.journal.isUndoing) return;
    const from = typeof before === "number" ? before : null;
    this.#game.turns.current?.onCommit(() => this.#noteMove(record, from));
  }

  attributeChanged(): void {}

  #noteMove(record: EntityRecord, from: number | null): void {
    if (!this.#moved.has(record)) this.#moved.set(record, from);
    if (this.#isSet) return;
    this.#isSet = true;
    this.#game.clock.after(interval, () => {
      this.#isSet = false;
      const spec = { kind: "event", label: "players in rooms", lane: "client news" } as const;
      this.#game.turns.enqueue(spec, () => this.#tell());
    });
  }

  #tell(): void {
    const moved = [...this.#moved];
    this.#moved.clear();
    for (const [record, from] of moved) {
      if (record.isDeleted) continue;
      const mover = this.#game.instanceOf(record);
      if (!(mover instanceof WorldObject) || record.location === from) continue;
      const before = from === null ? null : this.#game.objects.get(from);
      if (before !== null) this.#tellRoom(before, mover, "Room.RemovePlayer");
      if (mover.location !== null && this.#sessions.isPlayed(mover))
        this.#tellRoom(mover.location, mover, "Room.AddPlayer");
    }
  }

  #tellRoom(room: WorldObject, mover: WorldObject, name: "Room.AddPlayer" | "Room.RemovePlayer"): void {
    for (const looker of room.contentsOf("character")) {
      if (looker === mover) continue;
      const listeners = this.#sessions.ofPuppet(looker).filter(speaksGmcp);
      if (listeners.length === 0 || room.filterVisible([mover], looker).length === 0) continue;
      for (const session of listeners) {
        if (name === "Room.AddPlayer") session.send(name, [], personOf(mover));
        else session.send(name, [mover.key]);
      }
    }
  }
}
