import type { Batch, EntityRow } from "../store/rows.ts";
import type { StoreSnapshot } from "../store/snapshot.ts";
import type { Store, StoredWorld } from "../store/store.ts";

/** The stores of all worlds on one disk, one after the other. */
export interface StoreLine {
  /** Opens the disk. */
  readonly make: () => Promise<Store>;
  /** Resolves when the stores of those that were killed have let go. */
  gone: Promise<unknown>;
}

/**
 * A store of any sort as a world in a process of its own has it: killed with the world, whose calls are never answered
 * then. The next world waits until it has let go of the disk, as the operating system would.
 */
export class WorldStore implements Store {
  readonly #line: StoreLine;
  #store: Promise<Store> | null = null;
  #calls = 0;
  #isKilled = false;

  constructor(line: StoreLine) {
    this.#line = line;
  }

  /** Calls that wait for an answer. */
  get calls(): number {
    return this.#isKilled ? 0 : this.#calls;
  }

  kill(): void {
    if (this.#isKilled) return;
    this.#isKilled = true;
    const store = this.#store;
    this.#line.gone = Promise.all([this.#line.gone, store?.then((opened) => opened.close())]);
  }

  prepare(): Promise<void> {
    return this.#call((store) => store.prepare());
  }

  async open(): Promise<StoredWorld> {
    return this.#call(async (store) => {
      await this.#line.gone;
      return store.open();
    });
  }

  async *entities(): AsyncGenerator<readonly EntityRow[]> {
    this.#calls += 1;
    try {
      for await (const rows of (await this.#opened()).entities()) yield rows;
    } finally {
      this.#calls -= 1;
    }
  }

  snapshot(): Promise<StoreSnapshot> {
    return this.#call((store) => store.snapshot());
  }

  write(batch: Batch): Promise<void> {
    return this.#call((store) => store.write(batch));
  }

  release(): Promise<void> {
    return this.#call((store) => store.release());
  }

  close(): Promise<void> {
    return this.#call((store) => store.close());
  }

  #opened(): Promise<Store> {
    return (this.#store ??= this.#line.make());
  }

  async #call<T>(work: (store: Store) => Promise<T>): Promise<T> {
    if (this.#isKilled) return never();
    this.#calls += 1;
    try {
      const result = await work(await this.#opened());
      return this.#isKilled ? await never() : result;
    } finally {
      this.#calls -= 1;
    }
  }
}

function never<T>(): Promise<T> {
  return new Promise<T>(() => {});
}
