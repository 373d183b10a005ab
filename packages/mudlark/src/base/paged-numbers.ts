const pageSize = 1024;

/** Numbers by ids, eight bytes for each: for as many as a whole world has, with or without gaps. */
export class PagedNumbers {
  readonly #pages = new Map<number, Float64Array>();

  /** Undefined when there is none. */
  get(id: number): number | undefined {
    const page = this.#pages.get(Math.floor(id / pageSize));
    const found = page?.[id % pageSize];
    return found === undefined || Number.isNaN(found) ? undefined : found;
  }

  has(id: number): boolean {
    return this.get(id) !== undefined;
  }

  /** @param id a whole number from 0 on */
  set(id: number, value: number): void {
    const number = Math.floor(id / pageSize);
    let page = this.#pages.get(number);
    if (page === undefined) this.#pages.set(number, (page = new Float64Array(pageSize).fill(Number.NaN)));
    page[id % pageSize] = value;
  }

  /** In the order of their pages, which is that of their ids when they were added by id. */
  *ids(): Generator<number> {
    for (const [number, page] of this.#pages) {
      for (let at = 0; at < pageSize; at++) if (!Number.isNaN(page[at])) yield number * pageSize + at;
    }
  }
}
