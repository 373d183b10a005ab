/**
 * Remembers what was made for each key. Most texts go to clients that are all alike, so the first key costs nothing
 * more than itself.
 */
export class Memo<T> {
  #key: string | null = null;
  #value: T | null = null;
  #others: Map<string, T> | null = null;

  get(key: string, make: () => T): T {
    if (this.#key === null) {
      this.#key = key;
      this.#value = make();
    }
    if (this.#key === key) return this.#value as T;
    this.#others ??= new Map();
    const known = this.#others.get(key);
    if (known !== undefined) return known;
    const made = make();
    this.#others.set(key, made);
    return made;
  }
}
