import { tokenKey } from "../link/token-key.ts";
import type { Kernel } from "../model/kernel.ts";
import type { Session } from "./session.ts";

/** Who may come back without a password, once, after the gateway was lost that knew their client. */
interface Ticket {
  /** Of the client's token, which is kept nowhere. */
  readonly key: string;
  readonly account: number;
  /** Id of what the session played; null for nothing. */
  readonly puppet: number | null;
  /** Until when, in milliseconds since 1970. */
  readonly until: number;
}

const settingKey = "session.tickets";
const mostTickets = 10_000;

/**
 * Clients that could have come back to their sessions, had the gateway not gone: the login and the puppet that each
 * may have again with the token that it holds (`sessions.md` §11.4).
 */
export class ReturnTickets {
  readonly #game: Kernel;
  readonly #lifetimeMs: number;

  constructor(game: Kernel, lifetimeMs: number) {
    this.#game = game;
    this.#lifetimeMs = lifetimeMs;
  }

  /** The gateway of these sessions is gone, and they are about to end. Runs in a turn. */
  give(sessions: readonly Session[]): void {
    const until = this.#game.clock.now() + this.#lifetimeMs;
    const fresh = sessions.flatMap(({ state: { csessid, uid, puid, resumable } }): readonly Ticket[] =>
      csessid === null || uid === null || !resumable
        ? []
        : [{ key: csessid, account: uid, puppet: puid, until }],
    );
    if (fresh.length > 0 && this.#lifetimeMs > 0) this.#keep([...this.#all(), ...fresh]);
  }

  /** Takes the ticket of a token; null when there is none. Runs in a turn. */
  redeem(token: string): Pick<Ticket, "account" | "puppet"> | null {
    const key = tokenKey(token);
    const all = this.#all();
    const ticket = all.find((each) => each.key === key);
    if (ticket === undefined) return null;
    this.#keep(all.filter((each) => each !== ticket));
    return ticket;
  }

  /** Whoever had the old password must not come back by a ticket either. Runs in a turn. */
  revoke(account: number): void {
    const all = this.#all();
    const kept = all.filter((ticket) => ticket.account !== account);
    if (kept.length < all.length) this.#keep(kept);
  }

  #all(): readonly Ticket[] {
    const now = this.#game.clock.now();
    const stored = (this.#game.settings.get(settingKey) ?? []) as unknown as readonly Ticket[];
    return stored.filter(({ until }) => until > now);
  }

  #keep(tickets: readonly Ticket[]): void {
    this.#game.settings.set(
      settingKey,
      tickets.slice(-mostTickets).map((ticket) => ({ ...ticket })),
    );
  }
}
