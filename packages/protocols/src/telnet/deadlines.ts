/** Moments at which something named must happen, on the clock of whoever asks. */
export class Deadlines<Name extends string> {
  readonly #moments = new Map<Name, number>();

  /** Sets or moves a deadline. */
  set(name: Name, at: number): void {
    this.#moments.set(name, at);
  }

  clear(name: Name): void {
    this.#moments.delete(name);
  }

  /** The earliest of all; null when there are none. */
  get next(): number | null {
    let earliest: number | null = null;
    for (const at of this.#moments.values()) {
      if (earliest === null || at < earliest) earliest = at;
    }
    return earliest;
  }

  /** Removes and returns one deadline that has come; null when none has. */
  takeDue(now: number): Name | null {
    for (const [name, at] of this.#moments) {
      if (at > now) continue;
      this.#moments.delete(name);
      return name;
    }
    return null;
  }
}
