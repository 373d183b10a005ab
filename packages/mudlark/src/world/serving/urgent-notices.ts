import type { WorldLink } from "../../link/link.ts";
import type { Session } from "../../session/session.ts";
import type { Sessions } from "../../session/sessions.ts";

/** Words that wait for no turn and no store, because they may be about the store (design §4). */
export class UrgentNotices {
  readonly #sessions: () => Sessions;
  readonly #link: () => WorldLink | null;

  constructor(sessions: () => Sessions, link: () => WorldLink | null) {
    this.#sessions = sessions;
    this.#link = link;
  }

  toStaff(text: string): void {
    this.#tell(this.#sessions().all().filter(isStaff), text);
  }

  /** At the login screen, too. */
  toAll(text: string): void {
    this.#tell([...this.#sessions().all({ includeUnloggedIn: true })], text);
  }

  #tell(sessions: readonly Session[], text: string): void {
    if (sessions.length === 0) return;
    const effect = { type: "text", sessions: sessions.map(({ id }) => id), text } as const;
    this.#link()?.send({ type: "turns", effects: [effect] });
  }
}

function isStaff({ account }: Session): boolean {
  return account?.isSuperuser === true || account?.permissions.check("Developer") === true;
}
