import { messageOf, MudlarkError } from "../../base/errors.ts";
import type { SessionId } from "../../base/session-id.ts";
import type { JsonObject, JsonValue } from "../../base/json.ts";
import { attributeAddress, foldKey } from "../attributes/address.ts";
import { copyIn } from "../attributes/copy-in.ts";
import { detached } from "../attributes/detached.ts";
import { fromJson, toJson } from "../attributes/json-values.ts";
import type { RawValue } from "../attributes/raw-value.ts";
import type { Entity } from "../entity/entity.ts";
import { recordKey, type EntityRecord, type RecordFields } from "../entity/entity-record.ts";
import type { Game } from "../game.ts";
import type { ChangeWatcher } from "../change-watcher.ts";
import { isCallback, type Callback } from "../time/callback.ts";
import type { Timekeeper, TimerFault, TimeService } from "../time/timekeeper.ts";
import { JournaledMap } from "../turn/journaled-map.ts";

export interface MonitorOptions<A extends readonly unknown[] = readonly unknown[]> {
  /** What the work is told besides the entity and the name. With a callback they are stored: values as in attributes. */
  readonly args?: A;
  /** Of the attribute. Default null: none. */
  readonly category?: string | null;
  /** Tells two monitors of the same thing apart. Default "". */
  readonly id?: string;
  /** It ends with this session, and is not stored. */
  readonly session?: SessionId | null;
  /** May the attribute come later? Default false: watching what is not there is a mistake. */
  readonly mayBeMissing?: boolean;
}

/** Somebody watches an attribute or a field of an entity. */
export interface Monitor {
  /** To remove it with; one that is stored keeps it. */
  readonly key: string;
  readonly entity: Entity;
  /** Of the attribute or the field. */
  readonly name: string;
  readonly persistent: boolean;
}

interface Entry {
  readonly key: string;
  readonly record: EntityRecord;
  readonly name: string;
  readonly address: string;
  readonly id: string;
  readonly session: SessionId | null;
  /** Null is not stored. */
  readonly callback: string | null;
  readonly work: (entity: Entity, name: string) => unknown;
}

const rowPrefix = "monitor.";
const fields: ReadonlySet<string> = new Set<keyof RecordFields>(["key", "location", "home", "destination"]);

/**
 * Tells when an attribute, or `key`, `location`, `home` or `destination` of an entity, has another value: once for
 * each turn that changed it, in a turn of its own, when the change is saved (`world.md` §15).
 *
 * @example
 * game.monitors.add(troll, "hp", () => gate.msg("You hear a roar."));
 */
export class Monitors implements TimeService, ChangeWatcher {
  readonly name = "monitor";
  readonly #game: Game;
  readonly #time: Timekeeper;
  readonly #byRecord: JournaledMap<EntityRecord, readonly Entry[]>;
  readonly #byKey: JournaledMap<string, Entry>;
  /** Those that will be told when the change is saved. */
  readonly #pending = new Set<Entry>();
  #lastPassing = 0;

  constructor(game: Game, time: Timekeeper) {
    this.#game = game;
    this.#time = time;
    this.#byRecord = new JournaledMap(game.turns);
    this.#byKey = new JournaledMap(game.turns);
    game.addWatcher(this);
    time.add(this);
    game.signals.on("entityDeleting", ({ entity }) => {
      for (const entry of this.#byRecord.get(entity[recordKey]) ?? []) this.#remove(entry);
    });
  }

  /**
   * Watches until the world stops or reloads with a function, for good with a callback. The same callback for the same
   * thing again is one monitor. One that throws is removed.
   *
   * @param name of an attribute, declared or not, or of a field
   * @throws MudlarkError TURN_CLOSED, ATTRIBUTE_MISSING, ATTRIBUTE_VALUE, TIMER_CALL, ENTITY_DELETED
   */
  add<E extends Entity, const A extends readonly unknown[] = readonly []>(
    entity: E,
    name: string,
    work:
      | ((entity: E, name: string, ...args: A) => unknown)
      | Callback<readonly [entity: E, name: string, ...args: A]>,
    options: MonitorOptions<A> = {},
  ): Monitor {
    const record = entity[recordKey];
    record.requireLive();
    this.#game.turns.requireTurn();
    const { category = null, id = "", session = null, mayBeMissing = false } = options;
    const address = this.#addressIn(entity, name, category);
    if (!mayBeMissing) this.#requireKnown(entity, name, category, address);
    const isStored = isCallback(work) && session === null;
    if (isCallback(work)) this.#time.callbacks.require(work);
    const callback = isStored ? work.id : null;
    const same = this.#byRecord
      .get(record)
      ?.find(
        (other) =>
          callback !== null && other.callback === callback && other.address === address && other.id === id,
      );
    if (same !== undefined) return this.#view(same);
    const key = `monitor-${isStored ? this.#time.nextId() : -++this.#lastPassing}`;
    const args = (options.args ?? []) as unknown as A;
    const stored = isStored ? args.map((arg) => copyIn(arg, this.#game.values)) : null;
    const run = (watched: Entity, changed: string): unknown => {
      const told = stored === null ? args : (this.#argumentsFrom(stored) as unknown as A);
      return typeof work === "function"
        ? work(watched as E, changed, ...told)
        : work.run(this.#game, watched as E, changed, ...told);
    };
    const entry: Entry = { key, record, name, address, id, session, callback, work: run };
    if (callback !== null) {
      const of = [record.kind.name, record.id, record.createdAt];
      const kept: JsonObject = stored === null || stored.length === 0 ? {} : { args: stored.map(toJson) };
      this.#game.settings.set(rowOf(key), { of, name, category, id, callback, ...kept });
    }
    this.#put(entry);
    return this.#view(entry);
  }

  /** Returns whether there was one. @throws MudlarkError TURN_CLOSED */
  remove(key: string): boolean {
    const entry = this.#byKey.get(key);
    if (entry !== undefined) this.#remove(entry);
    return entry !== undefined;
  }

  /** All, or all of one entity. */
  all(entity?: Entity): Monitor[] {
    const entries =
      entity === undefined ? this.#byKey.values() : (this.#byRecord.get(entity[recordKey]) ?? []);
    return Array.from(entries, (entry) => this.#view(entry));
  }

  /** The session is over. Runs in a turn. */
  endSession(session: SessionId): void {
    const ending = Array.from(this.#byKey.values()).filter((entry) => entry.session === session);
    for (const entry of ending) this.#remove(entry);
  }

  fieldChanged(record: EntityRecord, field: keyof RecordFields): void {
    if (this.#byRecord.size > 0 && fields.has(field)) this.#changed(record, fieldAddress(field));
  }

  attributeChanged(record: EntityRecord, address: string): void {
    if (this.#byRecord.size > 0) this.#changed(record, address);
  }

  resume(): void {
    this.#time.eachRow(rowPrefix, (id) => {
      if (!this.#byKey.has(keyIn(rowPrefix + id))) this.#resume(rowPrefix + id);
    });
  }

  /** Its rows say everything at all times. */
  rest(): void {}

  suspend(id: string): string | null {
    const row = this.#game.settings.get(rowPrefix + id) as { readonly callback: string } | undefined;
    if (row === undefined) return null;
    this.#game.settings.delete(rowPrefix + id);
    return `The monitor ${row.callback} was removed: it held up the world, or ended it twice. Mend it, and add it again.`;
  }

  *faults(): Generator<TimerFault> {
    for (const { key, record, name, callback } of this.#byKey.values()) {
      const about = `${key} (${record.ref}.${name})`;
      if (record.isDeleted) yield { about, problem: "What it watches was deleted." };
      if (callback !== null && !this.#game.settings.has(rowOf(key)))
        yield { about, problem: "It is not kept." };
    }
  }

  #resume(row: string): void {
    const {
      of,
      name,
      category,
      id,
      callback,
      args = [],
    } = this.#game.settings.get(row) as {
      readonly of: readonly [kind: string, id: number, createdAt: number];
      readonly name: string;
      readonly category: string | null;
      readonly id: string;
      readonly callback: string;
      readonly args?: readonly JsonValue[];
    };
    const entity = this.#game.get(of[0], of[1]);
    if (entity === null || entity.createdAt !== of[2]) return this.#game.settings.delete(row);
    const address = this.#addressIn(entity, name, category);
    const stored = args.map((arg) => fromJson(arg, (kind, number) => this.#game.record(kind, number)));
    const work = (watched: Entity, changed: string): unknown => {
      type Found = Callback<readonly [Entity, string, ...unknown[]]> | undefined;
      const found = this.#time.callbacks.get(callback) as Found;
      if (found === undefined) throw new MudlarkError("TIMER_CALL", `no callback has the id "${callback}"`);
      return found.run(this.#game, watched, changed, ...this.#argumentsFrom(stored));
    };
    this.#put({
      key: keyIn(row),
      record: entity[recordKey],
      name,
      address,
      id,
      session: null,
      callback,
      work,
    });
  }

  #argumentsFrom(stored: readonly RawValue[]): unknown[] {
    const { values } = this.#game;
    const source = { values, instanceOf: (record: EntityRecord) => this.#game.instanceOf(record) };
    return stored.map((raw) => detached(raw, source));
  }

  #changed(record: EntityRecord, address: string): void {
    const entries = this.#byRecord.get(record);
    const turn = this.#game.turns.current;
    if (entries === undefined || turn === null || this.#game.turns.journal.isUndoing) return;
    for (const entry of entries) {
      if (entry.address !== address || this.#pending.has(entry)) continue;
      this.#pending.add(entry);
      this.#game.turns.journal.record(() => this.#pending.delete(entry));
      turn.onCommit(() => this.#tellLater(entry));
    }
  }

  #tellLater(entry: Entry): void {
    this.#pending.delete(entry);
    const { key, record, name } = entry;
    const label = `monitor ${key.slice("monitor-".length)} ${record.ref}.${name}`;
    this.#game.turns.enqueue({ kind: "timer", label, lane: "timer" }, () => this.#tell(entry));
  }

  #tell(entry: Entry): void {
    const { key, record, name } = entry;
    if (record.isDeleted || this.#byKey.get(key) !== entry) return;
    const result = this.#time.attempt(() => entry.work(this.#game.instanceOf(record), name));
    if (result.ok) return;
    this.#remove(entry);
    const fields = {
      entity: record.ref,
      name,
      error: result.error instanceof Error ? result.error : messageOf(result.error),
    };
    this.#game.logger.error("a monitor failed and was removed", fields);
  }

  /** @throws MudlarkError ATTRIBUTE_MISSING */
  #requireKnown(entity: Entity, name: string, category: string | null, address: string): void {
    const isKnown =
      address === fieldAddress(name) ||
      this.#game.classes.declarationsOf(entity[recordKey]).has(address) ||
      entity.attributes.has(name, category);
    if (isKnown) return;
    throw new MudlarkError(
      "ATTRIBUTE_MISSING",
      `${entity.toString()} has no attribute "${name}" that could be watched`,
    );
  }

  #addressIn(entity: Entity, name: string, category: string | null): string {
    if (category !== null) return attributeAddress(foldKey(name), foldKey(category));
    if (fields.has(name)) return fieldAddress(name);
    for (const declaration of this.#game.classes.declarationsOf(entity[recordKey]).values()) {
      if (declaration.name === name) return declaration.address;
    }
    return attributeAddress(foldKey(name));
  }

  #put(entry: Entry): void {
    this.#byKey.set(entry.key, entry);
    this.#byRecord.set(entry.record, [...(this.#byRecord.get(entry.record) ?? []), entry]);
  }

  #remove(entry: Entry): void {
    this.#byKey.delete(entry.key);
    const others = (this.#byRecord.get(entry.record) ?? []).filter((other) => other !== entry);
    if (others.length === 0) this.#byRecord.delete(entry.record);
    else this.#byRecord.set(entry.record, others);
    if (entry.callback !== null) this.#game.settings.delete(rowOf(entry.key));
  }

  #view({ key, record, name, callback }: Entry): Monitor {
    return { key, entity: this.#game.instanceOf(record), name, persistent: callback !== null };
  }
}

/** Fields are no attributes: nothing that somebody stores can have this address. */
function fieldAddress(name: string): string {
  return `\u0001${name}`;
}

function rowOf(key: string): string {
  return rowPrefix + key.slice("monitor-".length);
}

function keyIn(row: string): string {
  return `monitor-${row.slice(rowPrefix.length)}`;
}
