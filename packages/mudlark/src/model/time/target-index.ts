import type { Entity } from "../entity/entity.ts";
import { EntityRecord, recordKey } from "../entity/entity-record.ts";
import type { TurnRunner } from "../turn/turn-runner.ts";
import type { StoredCall } from "./stored-call.ts";

/** Which timers call a method of which entity, so that they can go with it. Undone with the turn. */
export class TargetIndex<T> {
  readonly #turns: TurnRunner;
  readonly #timers = new Map<EntityRecord, Set<T>>();

  constructor(turns: TurnRunner) {
    this.#turns = turns;
  }

  of(entity: Entity): readonly T[] {
    return [...(this.#timers.get(entity[recordKey]) ?? [])];
  }

  add({ target }: StoredCall, timer: T): void {
    if (!(target instanceof EntityRecord)) return;
    this.#add(target, timer);
    this.#turns.journal.record(() => this.#remove(target, timer));
  }

  remove({ target }: StoredCall, timer: T): void {
    if (!(target instanceof EntityRecord)) return;
    this.#remove(target, timer);
    this.#turns.journal.record(() => this.#add(target, timer));
  }

  #add(target: EntityRecord, timer: T): void {
    const timers = this.#timers.get(target);
    if (timers === undefined) this.#timers.set(target, new Set([timer]));
    else timers.add(timer);
  }

  #remove(target: EntityRecord, timer: T): void {
    const timers = this.#timers.get(target);
    timers?.delete(timer);
    if (timers?.size === 0) this.#timers.delete(target);
  }
}
