/** Something that falls due. */
export interface Due {
  readonly due: number;
  /** Among those that fall due together, the lowest is first. */
  readonly order: number;
}

/** What falls due next, among any number of things: a binary heap. */
export class DueQueue<T extends Due> {
  #heap: T[] = [];

  get size(): number {
    return this.#heap.length;
  }

  /** In no order. */
  [Symbol.iterator](): Iterator<T> {
    return this.#heap[Symbol.iterator]();
  }

  peek(): T | undefined {
    return this.#heap[0];
  }

  push(item: T): void {
    this.#heap.push(item);
    this.#rise(this.#heap.length - 1);
  }

  pop(): T | undefined {
    const [first] = this.#heap;
    const last = this.#heap.pop();
    if (last !== undefined && last !== first) {
      this.#heap[0] = last;
      this.#sink(0);
    }
    return first;
  }

  /** Drops everything else. */
  keep(wanted: (item: T) => boolean): void {
    // A sorted list is a heap.
    this.#heap = this.#heap.filter(wanted).sort((a, b) => (isBefore(a, b) ? -1 : 1));
  }

  #rise(from: number): void {
    const heap = this.#heap;
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!isBefore(heap[at] as T, heap[parent] as T)) return;
      this.#swap(at, parent);
      at = parent;
    }
  }

  #sink(from: number): void {
    const heap = this.#heap;
    for (let at = from; ;) {
      const left = at * 2 + 1;
      const right = left + 1;
      let least = at;
      if (left < heap.length && isBefore(heap[left] as T, heap[least] as T)) least = left;
      if (right < heap.length && isBefore(heap[right] as T, heap[least] as T)) least = right;
      if (least === at) return;
      this.#swap(at, least);
      at = least;
    }
  }

  #swap(a: number, b: number): void {
    const heap = this.#heap;
    [heap[a], heap[b]] = [heap[b] as T, heap[a] as T];
  }
}

function isBefore(a: Due, b: Due): boolean {
  return a.due === b.due ? a.order < b.order : a.due < b.due;
}
