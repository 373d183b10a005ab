/** What can be inside something. */
interface Content {
  readonly content: string;
  readonly arrival: number;
}

/** Up to so many members are a plain list: a set costs several times the memory, and most containers hold little. */
const fewMembers = 32;

/**
 * What is inside one container, in the order of arrival, as a whole and by content type (I1). Only the place index
 * changes it.
 */
export class Contents<R extends Content> {
  /** A list is never changed, only replaced: who asked for it may still have it. */
  #members: readonly R[] | Set<R> = [];
  /** An undo put something back that is not the last to arrive. */
  #unsorted = false;
  /** Lists as they were last asked for; "" is everything. */
  #lists: Map<string, readonly R[]> | null = null;

  get size(): number {
    return this.#members instanceof Set ? this.#members.size : this.#members.length;
  }

  has(record: R): boolean {
    return this.#members instanceof Set ? this.#members.has(record) : this.#members.includes(record);
  }

  /** The same array until something changes. */
  all(): readonly R[] {
    this.#sort();
    return this.#members instanceof Set ? this.#list("") : this.#members;
  }

  /** @param content a content type, such as `exit` */
  ofType(content: string): readonly R[] {
    return this.#list(content);
  }

  add(record: R, isBack: boolean): void {
    const members = this.#members;
    if (members instanceof Set) members.add(record);
    else if (!members.includes(record)) {
      const more = [...members, record];
      this.#members = more.length > fewMembers ? new Set(more) : more;
    }
    if (isBack) this.#unsorted = true;
    this.#lists = null;
  }

  remove(record: R): void {
    if (this.#members instanceof Set) this.#members.delete(record);
    else this.#members = this.#members.filter((member) => member !== record);
    this.#lists = null;
  }

  /** A member has another content type. */
  retype(): void {
    this.#lists = null;
  }

  #list(content: string): readonly R[] {
    const known = this.#lists?.get(content);
    if (known !== undefined) return known;
    this.#sort();
    const members = [...this.#members];
    const list = content === "" ? members : members.filter((record) => record.content === content);
    (this.#lists ??= new Map()).set(content, list);
    return list;
  }

  #sort(): void {
    if (!this.#unsorted) return;
    const sorted = [...this.#members].sort((a, b) => a.arrival - b.arrival);
    this.#members = this.#members instanceof Set ? new Set(sorted) : sorted;
    this.#unsorted = false;
  }
}
