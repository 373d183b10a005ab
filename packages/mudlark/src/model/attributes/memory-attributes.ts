import type { TurnRunner } from "../turn/turn-runner.ts";
import { foldKey } from "./address.ts";

/**
 * Attributes that are never stored and are gone with the process (`ndb`). Any value is kept as it is. Assignments are
 * undone with their turn; changes inside a value are not.
 */
export class MemoryAttributes {
  readonly #turns: TurnRunner;
  readonly #values = new Map<string, unknown>();
  #proxy: Record<string, unknown> | null = null;

  constructor(turns: TurnRunner) {
    this.#turns = turns;
  }

  get size(): number {
    return this.#values.size;
  }

  /** The same as properties. */
  get proxy(): Record<string, unknown> {
    return (this.#proxy ??= new Proxy<Record<string, unknown>>(
      Object.create(null) as Record<string, unknown>,
      new NdbProxy(this),
    ));
  }

  get(key: string, otherwise?: unknown): unknown {
    const folded = foldKey(key);
    return this.#values.has(folded) ? this.#values.get(folded) : otherwise;
  }

  /** What is there; without anything what `make` gives, which stays. That is no change: reading is none. */
  ensure(key: string, make: () => unknown): unknown {
    const folded = foldKey(key);
    if (!this.#values.has(folded)) this.#values.set(folded, make());
    return this.#values.get(folded);
  }

  has(key: string): boolean {
    return this.#values.has(foldKey(key));
  }

  add(key: string, value: unknown): void {
    const folded = foldKey(key);
    this.#note();
    this.#values.set(folded, value);
  }

  remove(key: string): void {
    const folded = foldKey(key);
    if (!this.#values.has(folded)) return;
    this.#note();
    this.#values.delete(folded);
  }

  clear(): void {
    if (this.#values.size === 0) return;
    this.#note();
    this.#values.clear();
  }

  /** Keys and values, in the order of their creation. */
  all(): [key: string, value: unknown][] {
    return [...this.#values];
  }

  /** While an instance is being made (`atInit`) there is nothing to undo: it stays, whatever becomes of the turn. */
  #note(): void {
    if (this.#turns.isPure) return;
    this.#turns.requireTurn();
    this.#turns.journal.touch(this.#values, copyEntries);
  }
}

function copyEntries(values: Map<string, unknown>): () => void {
  const saved = [...values];
  return () => {
    values.clear();
    for (const [key, value] of saved) values.set(key, value);
  };
}

class NdbProxy implements ProxyHandler<Record<string, unknown>> {
  readonly #attributes: MemoryAttributes;

  constructor(attributes: MemoryAttributes) {
    this.#attributes = attributes;
  }

  get(_: object, key: string | symbol): unknown {
    return typeof key === "symbol" ? undefined : this.#attributes.get(key);
  }

  has(_: object, key: string | symbol): boolean {
    return typeof key === "string" && this.#attributes.has(key);
  }

  set(_: object, key: string | symbol, value: unknown): boolean {
    if (typeof key === "symbol") return false;
    if (value === undefined) this.#attributes.remove(key);
    else this.#attributes.add(key, value);
    return true;
  }

  deleteProperty(_: object, key: string | symbol): boolean {
    if (typeof key === "string") this.#attributes.remove(key);
    return true;
  }

  ownKeys(): string[] {
    return this.#attributes.all().map(([key]) => key);
  }

  getOwnPropertyDescriptor(target: object, key: string | symbol): PropertyDescriptor | undefined {
    if (!this.has(target, key)) return undefined;
    return { value: this.get(target, key), writable: true, enumerable: true, configurable: true };
  }
}
