import type { Clock } from "../../base/clock.ts";
import { matchesAddress, parseAddressPattern } from "../../base/address-pattern.ts";
import type { Kernel } from "../../model/kernel.ts";
import { foldUsername, normaliseUsername } from "./username.ts";

/** Who may not come in (`sessions.md` §7.3). */
export interface Ban {
  readonly kind: "name" | "address";
  /** The name in lower case, or an address, a block of addresses, or one with stars. */
  readonly what: string;
  readonly reason: string;
  /** Name of whoever banned them. */
  readonly by: string;
  /** Milliseconds since 1970. */
  readonly since: number;
  /** When it ends by itself, in milliseconds since 1970; null for never. */
  readonly until: number | null;
}

declare module "../../model/signals.ts" {
  interface SignalMap {
    /** A ban was added or lifted. */
    bansChanged: { readonly bans: readonly Ban[] };
  }
}

const settingKey = "bans";

/** All bans; stored with the world, on the disk before anybody hears of them. */
export class Bans {
  readonly #game: Kernel;
  readonly #clock: Clock;

  constructor(game: Kernel) {
    this.#game = game;
    this.#clock = game.clock;
  }

  /** Those that hold now, in the order in which they were made. */
  get all(): readonly Ban[] {
    const stored = (this.#game.settings.get(settingKey) ?? []) as unknown as readonly Ban[];
    const now = this.#clock.now();
    return stored.filter(({ until }) => until === null || until > now);
  }

  add(ban: Ban): void {
    this.#store([...this.all.filter(({ kind, what }) => kind !== ban.kind || what !== ban.what), ban]);
  }

  lift(ban: Ban): void {
    this.#store(this.all.filter(({ kind, what }) => kind !== ban.kind || what !== ban.what));
  }

  ofName(name: string): Ban | null {
    const wanted = foldUsername(normaliseUsername(name));
    return this.all.find(({ kind, what }) => kind === "name" && what === wanted) ?? null;
  }

  ofAddress(address: string): Ban | null {
    return this.all.find((ban) => coversAddress(ban, address)) ?? null;
  }

  #store(bans: readonly Ban[]): void {
    const { settings, turns, signals } = this.#game;
    settings.set(
      settingKey,
      bans.map((ban) => ({ ...ban })),
    );
    turns.requireTurn().requireSync();
    signals.emit("bansChanged", { bans });
  }
}

/** Does the ban hold for somebody of that name or address? */
export function covers(ban: Ban, name: string | null, address: string): boolean {
  if (ban.kind === "address") return coversAddress(ban, address);
  return name !== null && foldUsername(name) === ban.what;
}

function coversAddress({ kind, what }: Ban, address: string): boolean {
  const pattern = kind === "address" ? parseAddressPattern(what) : null;
  return pattern !== null && matchesAddress(pattern, address);
}
