const firstSize = 1024;

/**
 * A number for each id of a kind, side by side: as a field of a record, a number that is not small would be an object
 * of its own.
 */
export class NumberColumn {
  #numbers = new Float64Array(firstSize);

  /** 0 for an id that has none. */
  get(id: number): number {
    return this.#numbers[id] ?? 0;
  }

  set(id: number, value: number): void {
    if (id >= this.#numbers.length) this.#grow(id);
    this.#numbers[id] = value;
  }

  #grow(id: number): void {
    const before = this.#numbers;
    // A quarter more, so that many in a row are not copied each time.
    this.#numbers = new Float64Array(Math.max(id + 1, Math.ceil(before.length * 1.25)));
    this.#numbers.set(before);
  }
}
