/** Moments at which something named must happen, on the clock of whoever asks. */
export class Deadlines<Name extends string> {
  /** Null when there are none, as nearly always on a quiet connection. */
  #moments: Map<Name, number> | null = null;

  /** Sets or moves a deadline. */
  set(name: Name, at: number): void {
    this.#moments ??= new Map();
    this.#moments.set(name, at);
  }

  clear(name: Name): void {
    if (this.#moments?.delete(name) === true && this.#moments.size === 0) this.#moments = null;
  }

  /** The earliest of all; null when there are none. */
  get next(): number | null {
    if (this.#moments === null) return null;
    let earliest: number | null = null;
    for (const at of this.#moments.values()) {
      if (earliest === null || at < earliest) earliest = at;
    }
    return earliest;
  }

  /** Removes and returns one deadline that has come; null when none has. */
  takeDue(now: number): Name | null {
    for (const [name, at] of this.#moments ?? []) {
      if (at > now) continue;
      this.clear(name);
      return name;
    }
    return null;
  }
}
