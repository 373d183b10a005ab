/** First in, first out, and round robin between groups: one crowd cannot keep the others out. */
export class FairQueue<T> {
  /** In the order of their turn. */
  readonly #groups = new Map<string, Set<T>>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(group: string, item: T): void {
    const items = this.#groups.get(group);
    if (items === undefined) this.#groups.set(group, new Set([item]));
    else items.add(item);
    this.#size++;
  }

  remove(group: string, item: T): boolean {
    const items = this.#groups.get(group);
    if (items?.delete(item) !== true) return false;
    if (items.size === 0) this.#groups.delete(group);
    this.#size--;
    return true;
  }

  take(): T | null {
    for (const [group, items] of this.#groups) {
      for (const item of items) {
        this.remove(group, item);
        if (this.#groups.delete(group)) this.#groups.set(group, items);
        return item;
      }
    }
    return null;
  }

  *[Symbol.iterator](): Iterator<T> {
    for (const items of this.#groups.values()) yield* items;
  }
}
