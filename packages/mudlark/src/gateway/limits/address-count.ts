/** How many connections each address has at the moment. */
export class AddressCount {
  readonly #counts = new Map<string, number>();

  /** @param limit 0 or less for any number */
  hasRoom(group: string, limit: number): boolean {
    return limit <= 0 || (this.#counts.get(group) ?? 0) < limit;
  }

  enter(group: string): void {
    this.#counts.set(group, (this.#counts.get(group) ?? 0) + 1);
  }

  leave(group: string): void {
    const count = this.#counts.get(group) ?? 0;
    if (count <= 1) this.#counts.delete(group);
    else this.#counts.set(group, count - 1);
  }
}
