import { createHash, randomBytes } from "node:crypto";
import type { Kernel } from "../../model/kernel.ts";

/** A code with which one new account can be made, where accounts are by invitation only (`sessions.md` §1). */
export interface Invite {
  /** What is kept in the place of the code. */
  readonly hash: string;
  /** For whom it is, or why; the staff's own words. */
  readonly note: string;
  /** Name of whoever invited. */
  readonly by: string;
  /** Milliseconds since 1970. */
  readonly since: number;
  /** When it ends, in milliseconds since 1970. */
  readonly until: number;
}

const settingKey = "invites";
/** Letters that are not taken for one another when a code is read out. */
const alphabet = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
const codeLetters = 16;

/** All invitations; stored with the world. Codes are not: whoever reads the database can make no account. */
export class Invites {
  readonly #game: Kernel;

  constructor(game: Kernel) {
    this.#game = game;
  }

  /** Those that can still be used, in the order in which they were made. */
  get all(): readonly Invite[] {
    const stored = (this.#game.settings.get(settingKey) ?? []) as unknown as readonly Invite[];
    const now = this.#game.clock.now();
    return stored.filter(({ until }) => until > now);
  }

  /** Makes an invitation. The code is told this once, in groups of four letters. */
  add(invite: Omit<Invite, "hash" | "since">): string {
    const letters = Array.from(randomBytes(codeLetters), (byte) => alphabet[byte % alphabet.length]).join("");
    this.#store([...this.all, { ...invite, hash: hashOf(letters), since: this.#game.clock.now() }]);
    return letters.match(/.{4}/g)?.join("-") ?? letters;
  }

  /** The invitation with that code, written with or without dashes and in any case; null when there is none. */
  find(code: string): Invite | null {
    const hash = hashOf(code.toUpperCase().replaceAll(/[^A-Z0-9]/g, ""));
    return this.all.find((invite) => invite.hash === hash) ?? null;
  }

  /** Used, or called back. */
  remove({ hash }: Invite): void {
    this.#store(this.all.filter((invite) => invite.hash !== hash));
  }

  #store(invites: readonly Invite[]): void {
    const { settings, turns } = this.#game;
    settings.set(
      settingKey,
      invites.map((invite) => ({ ...invite })),
    );
    turns.requireTurn().requireSync();
  }
}

/** A code has 79 bits of chance in it, so a plain hash keeps it. */
function hashOf(letters: string): string {
  return createHash("sha256").update(letters).digest("hex");
}
