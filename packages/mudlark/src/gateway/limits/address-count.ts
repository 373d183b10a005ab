/** How many connections each address has at the moment. */
export class AddressCount {
  readonly #counts = new Map<string, number>();

  /** @param limit 0 or less for any number */
  enter(group: string, limit: number): boolean {
    const count = this.#counts.get(group) ?? 0;
    if (limit > 0 && count >= limit) return false;
    this.#counts.set(group, count + 1);
    return true;
  }

  leave(group: string): void {
    const count = this.#counts.get(group) ?? 0;
    if (count <= 1) this.#counts.delete(group);
    else this.#counts.set(group, count - 1);
  }
}
