import type { EntityRecord } from "../entity/entity-record.ts";
import { foldKey } from "./address.ts";
import { bodyOf } from "./body.ts";

/**
 * Attributes without a category as properties: `entity.db.mood = "gloomy"`. What is missing reads undefined; assigning
 * undefined removes. `db.all` lists every key, unless there is an attribute of that name.
 */
export function makeDb(record: EntityRecord): Record<string, unknown> {
  return new Proxy<Record<string, unknown>>(
    Object.create(null) as Record<string, unknown>,
    new DbProxy(record),
  );
}

class DbProxy implements ProxyHandler<Record<string, unknown>> {
  readonly #record: EntityRecord;

  constructor(record: EntityRecord) {
    this.#record = record;
  }

  get(_: object, key: string | symbol): unknown {
    if (typeof key === "symbol") return undefined;
    const record = this.#record;
    record.requireLive();
    const body = bodyOf(record);
    const exact = body.get(key);
    const found = exact?.category === null && exact.sort === null ? exact : body.get(foldKey(key));
    if (found !== undefined) return found.text === null ? found.value : null;
    return key === "all" ? this.ownKeys() : undefined;
  }

  has(_: object, key: string | symbol): boolean {
    this.#record.requireLive();
    return typeof key === "string" && bodyOf(this.#record).get(foldKey(key)) !== undefined;
  }

  set(_: object, key: string | symbol, value: unknown): boolean {
    if (typeof key === "symbol") return false;
    const folded = foldKey(key);
    if (folded === "") return false;
    if (value === undefined) bodyOf(this.#record).remove(folded);
    else bodyOf(this.#record).set({ key: folded, category: null, sort: null }, value);
    return true;
  }

  deleteProperty(_: object, key: string | symbol): boolean {
    if (typeof key === "string") bodyOf(this.#record).remove(foldKey(key));
    return true;
  }

  ownKeys(): string[] {
    this.#record.requireLive();
    return [...bodyOf(this.#record).all()]
      .filter((stored) => stored.category === null && stored.sort === null)
      .map((stored) => stored.key);
  }

  getOwnPropertyDescriptor(target: object, key: string | symbol): PropertyDescriptor | undefined {
    if (!this.has(target, key)) return undefined;
    return { value: this.get(target, key), writable: true, enumerable: true, configurable: true };
  }
}
