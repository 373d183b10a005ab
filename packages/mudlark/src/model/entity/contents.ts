/** What can be inside something. */
interface Content {
  readonly content: string;
  readonly arrival: number;
}

/**
 * What is inside one container, in the order of arrival, as a whole and by content type (I1). Only the place index
 * changes it.
 */
export class Contents<R extends Content> {
  readonly #members = new Set<R>();
  /** An undo put something back that is not the last to arrive. */
  #unsorted = false;
  /** Lists as they were last asked for; "" is everything. */
  readonly #lists = new Map<string, readonly R[]>();

  get size(): number {
    return this.#members.size;
  }

  has(record: R): boolean {
    return this.#members.has(record);
  }

  /** The same array until something changes. */
  all(): readonly R[] {
    return this.#list("");
  }

  /** @param content a content type, such as `exit` */
  ofType(content: string): readonly R[] {
    return this.#list(content);
  }

  add(record: R, isBack: boolean): void {
    this.#members.add(record);
    if (isBack) this.#unsorted = true;
    this.#lists.clear();
  }

  remove(record: R): void {
    this.#members.delete(record);
    this.#lists.clear();
  }

  /** A member has another content type. */
  retype(): void {
    this.#lists.clear();
  }

  #list(content: string): readonly R[] {
    const known = this.#lists.get(content);
    if (known !== undefined) return known;
    this.#sort();
    const members = [...this.#members];
    const list = content === "" ? members : members.filter((record) => record.content === content);
    this.#lists.set(content, list);
    return list;
  }

  #sort(): void {
    if (!this.#unsorted) return;
    const sorted = [...this.#members].sort((a, b) => a.arrival - b.arrival);
    this.#members.clear();
    for (const record of sorted) this.#members.add(record);
    this.#unsorted = false;
  }
}
