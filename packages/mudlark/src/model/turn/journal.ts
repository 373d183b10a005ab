/** A place in the journal to which it can go back. */
export type JournalMark = number;

interface Entry {
  readonly undo: () => void;
  /** Of a container: the entry of its copy before this one, so that going back forgets only this one. */
  readonly container: object | null;
  readonly earlier: number | undefined;
}

/**
 * How to take back what the running turn has changed, step by step (design §4, P3).
 *
 * There is one journal; it belongs to the turn that runs. Undo steps work on the bare data: they must not record
 * anything themselves and must not throw.
 */
export class Journal {
  readonly #entries: Entry[] = [];
  /** Containers that were copied, and the entry that holds the last copy. */
  readonly #touched = new Map<object, number>();
  /** Copies made before this entry belong to an earlier savepoint. */
  #floor = 0;
  #isUndoing = false;

  /** Is something being taken back right now? What changes then is no news. */
  get isUndoing(): boolean {
    return this.#isUndoing;
  }

  record(undo: () => void): void {
    this.#entries.push({ undo, container: null, earlier: undefined });
  }

  /**
   * Call it before every change of a container. The first time since the last savepoint it takes a copy by
   * `copy(container)`; that function returns the step which puts the copy's contents back into the same container.
   */
  touch<C extends object>(container: C, copy: (container: C) => () => void): void {
    const earlier = this.#touched.get(container);
    if (earlier !== undefined && earlier >= this.#floor) return;
    this.#touched.set(container, this.#entries.length);
    this.#entries.push({ undo: copy(container), container, earlier });
  }

  savepoint(): JournalMark {
    this.#floor = this.#entries.length;
    return this.#floor;
  }

  rollbackTo(mark: JournalMark): void {
    this.#isUndoing = true;
    while (this.#entries.length > mark) {
      const entry = this.#entries.pop() as Entry;
      entry.undo();
      if (entry.container === null) continue;
      if (entry.earlier === undefined) this.#touched.delete(entry.container);
      else this.#touched.set(entry.container, entry.earlier);
    }
    this.#isUndoing = false;
    this.#floor = mark;
  }

  /** The turn is over and its changes stand. */
  clear(): void {
    if (this.#entries.length === 0) return;
    this.#entries.length = 0;
    this.#touched.clear();
    this.#floor = 0;
  }
}
