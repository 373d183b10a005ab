import type { Session } from "../session.ts";

/** Wrong passwords of one connection: each costs more time, and the sixth the connection (`sessions.md` §7.1). */
export class WrongTries {
  #count = 0;

  /** Kept with the session, so it goes with it. */
  static of(session: Session): WrongTries {
    const known = session.ndb.wrongTries;
    if (known instanceof WrongTries) return known;
    const fresh = new WrongTries();
    session.ndb.wrongTries = fresh;
    return fresh;
  }

  /** Seconds to wait before the next try. */
  get delay(): number {
    return this.#count < 3 ? 0 : 2 ** (this.#count - 3);
  }

  /** What somebody reads who tried too often. */
  readonly farewell = "Too many wrong tries. Goodbye.";

  /** Counts one; true when it was one too many. */
  count(): boolean {
    return ++this.#count >= 6;
  }
}
