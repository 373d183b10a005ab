import { addressGroup } from "../../base/ip-address.ts";
import type { Logger } from "../../base/logger.ts";
import type { Kernel } from "../../model/kernel.ts";
import type { EntityClass } from "../../model/entity/entity.ts";
import type { WorldObject } from "../../model/object/world-object.ts";
import { Account } from "./account.ts";
import { AccountNames } from "./account-names.ts";
import { redeemLoginToken } from "../char-login/login-token.ts";
import type { Bans } from "./bans.ts";
import { foldUsername, normaliseUsername, usernameProblems, type UsernameRules } from "./username.ts";
import type { Invite, Invites } from "./invites.ts";
import { hashPassword, verifyNothing, verifyPassword } from "./password-hash.ts";
import { passwordProblems, type PasswordRules } from "./password-rules.ts";
import type { Session } from "../session.ts";
import type { Throttle } from "./throttle.ts";
import { words } from "../words.ts";

interface AccountSettings {
  readonly registration: "open" | "invite" | "closed";
  readonly createCharacter: boolean;
  readonly maxCharacters: number | null;
  readonly defaultPermission: string;
  readonly names: UsernameRules;
  readonly passwords: PasswordRules;
  readonly guests: GuestSettings;
}

export interface GuestSettings {
  readonly enabled: boolean;
  /** What guests are called; as many as there can be at a time. */
  readonly names: readonly string[];
  /** Ids of the places where they begin and where they belong; null for those of everybody. */
  readonly start: number | null;
  readonly home: number | null;
}

export interface AccountParts {
  readonly game: Kernel;
  readonly settings: AccountSettings;
  /** Wrong passwords per address. */
  readonly loginThrottle: Throttle;
  /** Wrong passwords per name, from addresses that its player never came from. */
  readonly accountThrottle: Throttle;
  readonly bans: Bans;
  readonly invites: Invites;
  /** Accounts made per address. */
  readonly createThrottle: Throttle;
  readonly logger: Logger;
  readonly accountClass: EntityClass<Account>;
  readonly characterClass: EntityClass<WorldObject>;
}

/** Borne by the accounts of guests, so that a start finds those that were left over. */
const guestTag = { key: "guest", category: "mudlark" } as const;

/** Letters of a name by which failures are counted; no account has a longer one. */
const longestKey = 80;

export type Authenticated =
  | { readonly ok: true; readonly account: Account }
  | { readonly ok: false; readonly problem: string };

export interface NewAccount {
  readonly name: string;
  readonly passwordHash: string;
  /** Where it was made from; null for one that the server makes. */
  readonly address: string | null;
  readonly superuser?: boolean;
  /** The invitation that is used up by it. */
  readonly invite?: Invite | null;
}

/** A way to wait for work on another thread and to come back in a turn: `ctx.wait`. */
export type Wait = <T>(work: PromiseLike<T>) => Promise<T>;

/** All accounts: finding, making and proving them (`sessions.md` §6, §7). */
export class Accounts {
  readonly #parts: AccountParts;
  readonly #names: AccountNames;

  constructor(parts: AccountParts) {
    this.#parts = parts;
    this.#names = new AccountNames(parts.game.turns.journal);
    parts.game.signals.on("entityDeleting", ({ entity }) => {
      if (entity instanceof Account) this.#names.remove(entity.id, entity.key);
    });
    parts.game.signals.on("entityRenamed", ({ entity, before, after }) => {
      if (!(entity instanceof Account)) return;
      this.#names.remove(entity.id, before);
      this.#names.add(entity.id, entity.key);
      parts.game.signals.emit("accountRenamed", { account: entity, before, after });
    });
  }

  /** Reads the names of all accounts, once the world is loaded. */
  load(): void {
    for (const { id, key } of this.#parts.game.collection("account").records()) {
      this.#names.load(id, key);
    }
  }

  /** How many characters an account may have by itself; null for any number. */
  get maxCharacters(): number | null {
    return this.#parts.settings.maxCharacters;
  }

  get isEmpty(): boolean {
    return this.#names.size === 0;
  }

  get(id: number): Account | null {
    const entity = this.#parts.game.get("account", id);
    return entity instanceof Account ? entity : null;
  }

  get count(): number {
    return this.#names.size;
  }

  /** The newest ones, the newest first. */
  newest(most: number): readonly Account[] {
    const ids = this.#names.ids().toSorted((a, b) => b - a);
    return ids
      .slice(0, most)
      .map((id) => this.get(id))
      .filter((account) => account !== null);
  }

  /** By name, in any case, or by `#id`. */
  find(name: string): Account | null {
    const numbered = /^#(\d{1,15})$/.exec(name.trim())?.[1];
    if (numbered !== undefined) return this.get(Number(numbered));
    const id = this.#names.idOf(normaliseUsername(name));
    return id === undefined ? null : this.get(id);
  }

  /**
   * Checks a name and a password. The same work and the same answer for names that do not exist; nobody is logged in
   * by it.
   */
  async authenticate(name: string, password: string, session: Session, wait: Wait): Promise<Authenticated> {
    const { loginThrottle, accountThrottle, bans } = this.#parts;
    const key = addressGroup(session.address);
    if (loginThrottle.isBlocked(key)) return { ok: false, problem: words.loginThrottled };
    if (bans.ofName(name) !== null || bans.ofAddress(session.address) !== null) {
      this.#countFailure("a banned login was refused", key, session, "");
      return { ok: false, problem: words.loginBanned };
    }
    const account = this.find(name);
    const isStranger = account?.knowsAddress(key) !== true;
    const nameKey = foldUsername(normaliseUsername(name)).slice(0, longestKey);
    if (isStranger && accountThrottle.isBlocked(nameKey)) return { ok: false, problem: words.loginThrottled };
    const hash = account?.passwordHash ?? null;
    const fits = await wait(hash === null ? verifyNothing(password) : verifyPassword(password, hash));
    if (account !== null && fits && !account.isDeleted) {
      account.noteAddress(key);
      loginThrottle.forgive(key, nameKey);
      return { ok: true, account };
    }
    this.#countFailure("wrong name or password", key, session, nameKey);
    if (isStranger && accountThrottle.count(nameKey)) {
      this.#parts.logger.security("too many wrong passwords, account blocked for strangers", {
        name: nameKey,
      });
    }
    if (account !== null) {
      account.atFailedLogin(session);
      this.#parts.game.signals.emit("accountLoginFailed", { account, session: session.id });
    }
    return { ok: false, problem: words.loginBad };
  }

  /**
   * The account of that name, if its player may log in by that key; nobody is logged in by it. A key cannot be guessed,
   * so a wrong one costs nothing; but whoever may not try passwords may not try keys.
   */
  findByKey(name: string, data: string, session: Session): Account | null {
    const { loginThrottle, bans } = this.#parts;
    const { address } = session;
    if (loginThrottle.isBlocked(addressGroup(address)) || bans.ofAddress(address) !== null) return null;
    const account = this.find(name);
    return account?.sshKeys.some((key) => key.data === data) === true ? account : null;
  }

  /**
   * Checks a token that a client was given at an earlier login; it is good for one use. Guessing counts like a wrong
   * password.
   */
  redeemToken(name: string, token: string, session: Session): Authenticated {
    const problem = this.returnRefusal(session);
    if (problem !== null) return { ok: false, problem };
    const account = this.find(name);
    const isSecure = session.flags.SSL === true;
    const isGood = account !== null && redeemLoginToken(account, token, { isSecure, now: this.#now });
    const key = addressGroup(session.address);
    if (isGood) {
      account.noteAddress(key);
      return { ok: true, account };
    }
    this.#countFailure("a wrong login token", key, session, "");
    return { ok: false, problem: words.loginExpired };
  }

  get #now(): number {
    return this.#parts.game.clock.now();
  }

  /** An account for a guest, with the first free name; nobody is logged in by it (`sessions.md` §7.4). */
  openGuest(session: Session): Authenticated {
    const { game, settings, loginThrottle, accountClass, bans } = this.#parts;
    const { guests } = settings;
    const key = addressGroup(session.address);
    if (!guests.enabled) return { ok: false, problem: words.guestDisabled };
    if (loginThrottle.isBlocked(key)) return { ok: false, problem: words.loginThrottled };
    if (bans.ofAddress(session.address) !== null) return { ok: false, problem: words.loginBanned };
    const name = guests.names.find((each) => this.find(each) === null && !this.#isCharacterName(each));
    if (name === undefined) {
      this.#countFailure("all guest names are in use", key, session, "");
      return { ok: false, problem: words.guestFull };
    }
    return game.whole(() => {
      const account = game.create(accountClass, { key: name, permissions: ["Guest"] });
      account.markAsGuest();
      account.tags.add(guestTag.key, { category: guestTag.category });
      this.#names.add(account.id, account.key);
      this.#makeCharacter(account, name, guests);
      game.signals.emit("accountCreated", { account, address: session.address });
      return { ok: true, account };
    });
  }

  /** All guests, also those whose world ended before they did. */
  guests(): readonly Account[] {
    const records = this.#parts.game.tagIndex("account").bearersOf("tag", guestTag.key, guestTag.category);
    return Array.from(records, (record) => this.get(record.id)).filter((account) => account !== null);
  }

  #countFailure(what: string, key: string, { address, id }: Session, name: string): void {
    const { loginThrottle, logger } = this.#parts;
    logger.security(what, { address, session: id });
    if (loginThrottle.count(key, name))
      logger.security("too many wrong passwords, address blocked", { address });
  }

  /** Why somebody at that address may not make an account now; null when they may. */
  creationRefusal(address: string): string | null {
    const { settings, createThrottle, loginThrottle, bans } = this.#parts;
    if (bans.ofAddress(address) !== null) return words.loginBanned;
    if (settings.registration === "closed") return words.createDisabled;
    const key = addressGroup(address);
    const isGuessing = this.needsInvite && loginThrottle.isBlocked(key);
    return isGuessing || createThrottle.isBlocked(key) ? words.createThrottled : null;
  }

  /** Why somebody who shows a token is not looked at; null when they are. */
  returnRefusal({ address }: Session): string | null {
    const { loginThrottle, bans } = this.#parts;
    if (bans.ofAddress(address) !== null) return words.loginBanned;
    return loginThrottle.isBlocked(addressGroup(address)) ? words.loginThrottled : null;
  }

  /** Guessing tokens counts like wrong passwords. */
  noteWrongToken(session: Session): void {
    this.#countFailure("a token that nobody has", addressGroup(session.address), session, "");
  }

  /** Is a code needed to make an account? */
  get needsInvite(): boolean {
    return this.#parts.settings.registration === "invite";
  }

  /** The invitation with that code; null when there is none. Guessing counts like wrong passwords. */
  redeemable(code: string, session: Session): Invite | null {
    const invite = this.#parts.invites.find(code);
    const key = addressGroup(session.address);
    if (invite === null) this.#countFailure("a wrong invitation code", key, session, "");
    return invite;
  }

  /** Everything that is wrong with a new name, as sentences; empty when it is fine. */
  nameProblems(name: string): string[] {
    const { settings, bans } = this.#parts;
    if (bans.ofName(name) !== null) return [words.loginBanned];
    const taken = this.find(name) !== null || (settings.createCharacter && this.#isCharacterName(name));
    const lookAlike = this.#names.lookAlikeOf(name);
    return usernameProblems(name, settings.names, { taken, lookAlike, guests: settings.guests.names });
  }

  /** Why an account may not have one more character of that name, as sentences; empty when it may (`sessions.md` §6.4). */
  characterProblems(account: Account, name: string): string[] {
    const { names, guests } = this.#parts.settings;
    const refusal = account.checkAvailableSlots();
    if (refusal !== null) return [refusal];
    const namesake = this.find(name);
    const taken = this.#isCharacterName(name) || (namesake !== null && namesake !== account);
    const likeness = this.#names.lookAlikeOf(name);
    const lookAlike = likeness === account.key ? null : likeness;
    return usernameProblems(name, { ...names, blanks: true }, { taken, lookAlike, guests: guests.names });
  }

  /** Everything that is wrong with a new password, as sentences; empty when it is fine. */
  passwordProblems(password: string, name: string): Promise<string[]> {
    return passwordProblems(password, [name], this.#parts.settings.passwords);
  }

  hash(password: string): Promise<string> {
    return hashPassword(password);
  }

  /** Makes an account, and its first character where that is the rule. All of it, or nothing. */
  create({ name, passwordHash, address, superuser = false, invite = null }: NewAccount): Account {
    const { game, settings, createThrottle, accountClass, logger } = this.#parts;
    return game.whole(() => {
      const permission = superuser
        ? (game.hierarchy.names.at(-1) ?? "Developer")
        : settings.defaultPermission;
      const account = game.create(accountClass, { key: name, permissions: [permission] });
      this.#names.add(account.id, account.key);
      account.setPasswordHash(passwordHash);
      if (superuser) account.makeSuperuser();
      if (invite !== null) this.#parts.invites.remove(invite);
      if (settings.createCharacter || superuser) this.createCharacter(account, name, address);
      if (address !== null) createThrottle.count(addressGroup(address));
      game.signals.emit("accountCreated", { account, address });
      logger.info("account created", { account: name, address });
      return account;
    });
  }

  /**
   * Makes a character of an account. Until somebody plays it, it is off the grid, and enters where new characters
   * start (`sessions.md` §6.4, §10.1).
   *
   * @param address where its maker comes from; null when the server makes it
   */
  createCharacter(account: Account, name: string, address: string | null = null): WorldObject {
    const character = this.#makeCharacter(account, name, { start: null, home: null });
    account.atPostCreateCharacter(character, { address });
    return character;
  }

  #makeCharacter(account: Account, name: string, places: Pick<GuestSettings, "start" | "home">): WorldObject {
    const { game, characterClass } = this.#parts;
    // The very first character is older than any place.
    const start = game.objects.get(places.start ?? game.startLocationId);
    const home = places.home === null ? start : game.objects.get(places.home);
    const character = game.create(characterClass, {
      key: name,
      home,
      noHome: home === null,
      permissions: account.permissions.all(),
    });
    const owner = `pid(${account.id})`;
    character.locks.add(
      [
        `puppet:id(${character.id}) or ${owner} or perm(Developer) or pperm(Developer)`,
        `delete:${owner} or perm(Admin)`,
        `edit:${owner} or perm(Admin)`,
      ],
      { overwrite: true },
    );
    character.attributes.add("prelogout_location", start, { category: "mudlark" });
    account.addCharacter(character);
    return character;
  }

  /** Deletes a character of an account for good. False when it refuses. */
  deleteCharacter(account: Account, character: WorldObject): boolean {
    if (!character.delete()) return false;
    account.removeCharacter(character);
    if (account.hasLostPuppet) account.setLastPuppet(null);
    return true;
  }

  /** Deletes an account for good, and its characters unless they are to stay; its sessions are ended. */
  delete(account: Account, { keepCharacters }: { readonly keepCharacters: boolean }): void {
    const { characters } = account;
    account.delete();
    if (!keepCharacters) for (const character of characters) character.delete();
  }

  #isCharacterName(name: string): boolean {
    return this.#parts.game
      .called("object", foldUsername(name))
      .some((entity) => (entity.constructor as EntityClass).contentType === "character");
  }
}
