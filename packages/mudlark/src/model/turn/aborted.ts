/** A wait ended without what it waited for: the session left, the world reloads, a newer question took its place. */
export class Aborted extends Error {
  readonly reason: string;

  /** @param reason a short code for programs, such as `disconnect`, `reload` or `timeout` */
  constructor(reason: string) {
    super(`the wait was aborted (${reason})`);
    this.name = "Aborted";
    this.reason = reason;
  }
}
