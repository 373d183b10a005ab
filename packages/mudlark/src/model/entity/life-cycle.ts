import { MudlarkError } from "../../base/errors.ts";
import type { Clock } from "../../base/clock.ts";
import type { EntityRow } from "../../store/rows.ts";
import { bodyOf } from "../attributes/body.ts";
import type { Game } from "../game.ts";
import type { Signals } from "../signals.ts";
import type { TurnRunner } from "../turn/turn-runner.ts";
import type { ClassRegistry } from "./class-registry.ts";
import type { CreateOptions } from "./create-options.ts";
import { EntityRecord, recordKey } from "./entity-record.ts";
import type { EntityTable } from "./entity-table.ts";
import type { Entity, EntityClass, EntityInit, SwapClassOptions } from "./entity.ts";
import { InstanceClasses } from "./instance-classes.ts";
import type { Kinds } from "./kinds.ts";

export interface LifeCycleParts {
  readonly game: Game;
  readonly turns: TurnRunner;
  readonly clock: Clock;
  readonly classes: ClassRegistry;
  readonly kinds: Kinds;
  readonly signals: Signals;
  /** Runs something that is done whole or not at all. */
  readonly whole: <T>(action: () => T) => T;
  /** Is it a place that others rely on, so that only force removes it? */
  readonly isAnchor: (record: EntityRecord) => boolean;
}

/** How entities come into being, become instances, change their class, and go (`world.md` §2, §9.1, §9.4). */
export class LifeCycle {
  readonly #parts: LifeCycleParts;
  readonly #creating = new Set<Entity>();
  readonly #instanceClasses = new InstanceClasses((cls) => this.probe(cls));

  constructor(parts: LifeCycleParts) {
    this.#parts = parts;
  }

  /** @throws MudlarkError TURN_CLOSED, CLASS_UNKNOWN, ENTITY_MISSING, and whatever its hooks throw */
  create<E extends Entity>(cls: EntityClass<E> | string, options: CreateOptions): E {
    const { classes, kinds, clock, signals, whole } = this.#parts;
    const registered = classes.require(cls);
    return whole(() => {
      const { kind, table } = kinds.require(registered.kind);
      const record = new EntityRecord(table.kind, {
        ...emptyRow,
        id: table.nextId(),
        classId: registered.id,
        content: registered.cls.contentType ?? "",
        createdAt: clock.now(),
      });
      this.#insert(record, table);
      const entity = new (registered.cls as new (init: EntityInit) => Entity)(this.#init(record));
      this.#begin(record, entity);
      this.#creating.add(entity);
      try {
        kind.firstSave(entity, options);
      } finally {
        this.#creating.delete(entity);
      }
      if (registered.kind === "object") signals.emit("objectCreated", { object: entity });
      return entity as E;
    });
  }

  isBeingCreated(entity: Entity): boolean {
    return this.#creating.has(entity);
  }

  /** The one live instance; made at first touch. */
  instanceOf(record: EntityRecord): Entity {
    if (record.instance === null) {
      const begin = (entity: Entity): void => this.#begin(record, entity);
      this.#parts.classes.instantiate(record, this.#init(record), begin);
    }
    return record.instance as Entity;
  }

  /** @throws MudlarkError CLASS_UNKNOWN, CLASS_INVALID, TURN_CLOSED, and whatever its hooks throw */
  swapClass(entity: Entity, wanted: EntityClass | string, options: SwapClassOptions): void {
    const { runStartHooks = true, cleanCmdsets = false } = options;
    const { classes, kinds, signals, whole } = this.#parts;
    const registered = classes.require(wanted);
    const record = entity[recordKey];
    if (registered.kind !== record.kind.name) {
      throw new MudlarkError("CLASS_INVALID", `${registered.cls.name} is no class of ${record.kind.name}s`);
    }
    const { kind } = kinds.require(registered.kind);
    const refusal = kind.refusesClass?.(entity) ?? null;
    if (refusal !== null) throw new MudlarkError("CLASS_INVALID", refusal);
    whole(() => {
      record.changeClass(registered.id, registered.cls.contentType ?? "");
      this.#rebind(entity, registered.cls);
      bodyOf(record).redeclare();
      clean(entity, options);
      signals.emit("classSwapped", { entity, cleanCmdsets });
      if (runStartHooks === true) kind.startHooks?.(entity);
      else if (runStartHooks !== false) callHooks(entity, runStartHooks);
    });
  }

  /** Returns false when it was gone already, refuses, or is an anchor. @throws MudlarkError TURN_CLOSED */
  delete(entity: Entity, force: boolean): boolean {
    const { turns, kinds, whole, isAnchor } = this.#parts;
    const record = entity[recordKey];
    turns.requireTurn();
    if (record.isDeleted) return false;
    if (!force && isAnchor(record)) return false;
    const { kind } = kinds.require(record.kind.name);
    return whole(() => {
      if (kind.refusesDeletion?.(entity) === true && !force) return false;
      this.remove(record);
      return true;
    });
  }

  /** Deletes it with what belongs to it, and asks nobody. */
  remove(record: EntityRecord): void {
    const { turns, signals } = this.#parts;
    const { kind, table, indexes } = this.#parts.kinds.require(record.kind.name);
    const entity = this.instanceOf(record);
    signals.emit("entityDeleting", { entity });
    kind.beforeDelete?.(entity);
    if (record.isDeleted) return;
    const turn = turns.requireTurn();
    // Its text would stay in the slab for ever.
    bodyOf(record);
    for (const index of indexes) index.removed(record);
    table.remove(record);
    record.isDeleted = true;
    turns.journal.record(() => {
      record.isDeleted = false;
      table.add(record);
      for (const index of indexes) index.added(record);
    });
    turn.markChanged(record);
  }

  /** An object of a class that is in no world: to see what its constructor does. */
  probe(cls: EntityClass): Entity {
    const { turns, kinds } = this.#parts;
    const record = new EntityRecord(kinds.require("object").table.kind, { ...emptyRow, id: 0 });
    return turns.pure(() => new (cls as new (init: EntityInit) => Entity)(this.#init(record)));
  }

  #init(record: EntityRecord): EntityInit {
    return { record, game: this.#parts.game };
  }

  #begin(record: EntityRecord, entity: Entity): void {
    record.instance = entity;
    this.#parts.turns.pure(() => entity.atInit());
  }

  #rebind(entity: Entity, cls: EntityClass): void {
    const { turns } = this.#parts;
    const init = this.#init(entity[recordKey]);
    turns.journal.record(turns.pure(() => this.#instanceClasses.takeOn(entity, cls, init)));
  }

  #insert(record: EntityRecord, table: EntityTable): void {
    const { turns, kinds } = this.#parts;
    const turn = turns.requireTurn();
    const { indexes } = kinds.require(record.kind.name);
    table.add(record);
    for (const index of indexes) index.added(record);
    turns.journal.record(() => {
      for (const index of indexes) index.removed(record);
      table.remove(record);
      record.isDeleted = true;
    });
    turn.markChanged(record);
    turn.markChanged(table);
  }
}

/** The category of what the engine keeps for itself among the attributes, such as command sets. */
const enginesOwn = "mudlark";

function clean(entity: Entity, { cleanAttributes = false }: SwapClassOptions): void {
  if (cleanAttributes === false) return;
  if (cleanAttributes !== true) return entity.attributes.remove(cleanAttributes);
  for (const attribute of entity.attributes.all()) if (attribute.category !== enginesOwn) attribute.delete();
  entity.nattributes.clear();
}

/** @throws MudlarkError CLASS_INVALID when there is no such hook */
function callHooks(entity: Entity, names: readonly string[]): void {
  for (const name of names) {
    const hook: unknown = Reflect.get(entity, name);
    if (typeof hook !== "function") {
      throw new MudlarkError("CLASS_INVALID", `${entity.constructor.name} has no hook "${name}"`);
    }
    hook.call(entity);
  }
}

const emptyRow: Omit<EntityRow, "kind" | "id"> = {
  classId: "",
  content: "",
  key: "",
  createdAt: 0,
  location: null,
  home: null,
  destination: null,
  aliases: null,
  tags: null,
  locks: null,
  body: null,
};
