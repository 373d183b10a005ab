import type { TurnRunner } from "./turn-runner.ts";

/** A map that only memory knows, whose changes are undone with the turn. */
export class JournaledMap<K, V> {
  readonly #turns: TurnRunner;
  readonly #map = new Map<K, V>();

  constructor(turns: TurnRunner) {
    this.#turns = turns;
  }

  get size(): number {
    return this.#map.size;
  }

  get(key: K): V | undefined {
    return this.#map.get(key);
  }

  has(key: K): boolean {
    return this.#map.has(key);
  }

  values(): IterableIterator<V> {
    return this.#map.values();
  }

  /** @throws MudlarkError TURN_CLOSED, WORLD_FROZEN, READ_ONLY */
  set(key: K, value: V): void {
    this.#change(key, value);
  }

  /** @throws MudlarkError TURN_CLOSED, WORLD_FROZEN, READ_ONLY */
  delete(key: K): void {
    if (this.#map.has(key)) this.#change(key, undefined);
  }

  [Symbol.iterator](): IterableIterator<[K, V]> {
    return this.#map[Symbol.iterator]();
  }

  #change(key: K, value: V | undefined): void {
    this.#turns.requireTurn();
    const before = this.#map.get(key);
    this.#put(key, value);
    this.#turns.journal.record(() => this.#put(key, before));
  }

  #put(key: K, value: V | undefined): void {
    if (value === undefined) this.#map.delete(key);
    else this.#map.set(key, value);
  }
}
