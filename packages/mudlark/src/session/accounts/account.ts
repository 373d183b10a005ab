import { MudlarkError } from "../../base/errors.ts";
import { foldName } from "../../base/fold-text.ts";
import type { JsonObject } from "../../base/json.ts";
import { Entity } from "../../model/entity/entity.ts";
import { WorldObject } from "../../model/object/world-object.ts";
import { describeMatches, type Match } from "../../model/search/describe-matches.ts";
import { nameAndNumber, type NumberForm } from "../../model/search/number-form.ts";
import { searchWords } from "../../model/search/search-words.ts";
import { stripMarkup } from "../../text/markup/plain-text.ts";
import { speaksGmcp } from "../client-data/speaks-gmcp.ts";
import { readLoginToken, type LoginToken } from "../char-login/login-token.ts";
import type { ConnectedClient } from "../connected-client.ts";
import { searchFromAccount, type AccountSearchOptions } from "./search-from-account.ts";
import { words } from "../words.ts";
import { formatSshKey, parseSshKey, type SshKey } from "./ssh-key.ts";

/** No two accounts have the same name, so none needs a number. */
const nameOnly: NumberForm = { read: () => [], write: (name) => name };

/** What a search of those options is for. */
type Sought<O> = O extends { readonly searchObject: true } | { readonly returnPuppet: true }
  ? WorldObject
  : Account;
type SearchResult<O> = O extends { readonly quiet: true } ? readonly Sought<O>[] : Sought<O> | null;

/**
 * A registered user. It has no body in the game; it plays characters through sessions (`sessions.md` §2). Its hooks
 * are methods to override.
 */
export class Account extends Entity {
  static readonly classId: string = "mudlark.Account";

  override get key(): string {
    return super.key;
  }

  /** @throws MudlarkError ACCOUNT_NAME: another account has that name, in whatever case; TURN_CLOSED */
  override set key(key: string) {
    const folded = foldName(key);
    for (const other of this.game.called<Account>("account", key)) {
      if (other === this || foldName(other.key) !== folded) continue;
      throw new MudlarkError("ACCOUNT_NAME", `there is an account called "${other.key}" already`);
    }
    super.key = key;
  }

  /** Passes every lock, unless the acting session is quelled. */
  override get isSuperuser(): boolean {
    return this.hasSuperuserRank && !this.game.isQuelled(this);
  }

  /** Was it made a superuser, quelled or not? */
  get hasSuperuserRank(): boolean {
    return this.readField("superuser") === true;
  }

  /** Deleted is deleted: nobody hears of it before the disk has it. */
  override delete(options: { readonly force?: boolean } = {}): boolean {
    this.game.turns.requireTurn().requireSync();
    return super.delete(options);
  }

  makeSuperuser(): void {
    this.game.turns.requireTurn().requireSync();
    this.writeField("superuser", true);
  }

  /** From now on locks count for it as for anybody else. */
  endSuperuserRank(): void {
    this.game.turns.requireTurn().requireSync();
    this.writeField("superuser", undefined);
  }

  /** Null for accounts that nobody can log in to by a password. Never shown to anybody. */
  get passwordHash(): string | null {
    const hash = this.readField("password");
    return typeof hash === "string" ? hash : null;
  }

  setPasswordHash(hash: string): void {
    this.game.turns.requireTurn().requireSync();
    this.writeField("password", hash);
  }

  /** Keys by which its player can log in over SSH. */
  get sshKeys(): readonly SshKey[] {
    const lines = this.readField("sshKeys");
    if (!Array.isArray(lines)) return [];
    return lines
      .map((line) => (typeof line === "string" ? parseSshKey(line) : null))
      .filter((key) => key !== null);
  }

  setSshKeys(keys: readonly SshKey[]): void {
    this.game.turns.requireTurn().requireSync();
    this.writeField("sshKeys", keys.length === 0 ? undefined : keys.map(formatSshKey));
  }

  /** By what clients may log in again without a password; what they hold is kept nowhere. */
  get loginTokens(): readonly LoginToken[] {
    const tokens = this.readField("loginTokens");
    return Array.isArray(tokens) ? tokens.map(readLoginToken).filter((token) => token !== null) : [];
  }

  setLoginTokens(tokens: readonly LoginToken[]): void {
    this.game.turns.requireTurn().requireSync();
    this.writeField("loginTokens", tokens.length === 0 ? undefined : tokens.map((token) => ({ ...token })));
  }

  /** Has it a session? */
  get isConnected(): boolean {
    return this.game.isOnline(this);
  }

  /** Everything that its sessions play, each once. */
  get puppets(): readonly WorldObject[] {
    const played = this.game.sessions.ofAccount(this).map((session) => session.puppet);
    return [...new Set(played)].filter((puppet) => puppet !== null);
  }

  /** The first of {@link puppets}; null when there is none. */
  get puppet(): WorldObject | null {
    return this.puppets[0] ?? null;
  }

  /** Milliseconds since the last command of the least idle of its sessions; null without any. */
  get idleTime(): number | null {
    const times = this.game.sessions.ofAccount(this).map(({ counters }) => counters.cmdLastVisible);
    return times.length === 0 ? null : this.game.clock.now() - Math.max(...times);
  }

  /** Milliseconds since the oldest of its sessions was opened; null without any. */
  get connectionTime(): number | null {
    const times = this.game.sessions.ofAccount(this).map(({ connTime }) => connTime);
    return times.length === 0 ? null : this.game.clock.now() - Math.min(...times);
  }

  /**
   * Looks for an account or an object by what it is called, and tells its own player when nothing or too much is found.
   * `me` and `self` are itself, or with the options that ask for objects what it plays.
   *
   * @returns the one that is meant, or null; with `quiet` a list
   * @example
   * const friend = account.search("ann");
   * const lamp = account.search("brass lamp", { searchObject: true });
   */
  search<const O extends AccountSearchOptions = AccountSearchOptions>(
    text: string,
    options?: O,
  ): SearchResult<O>;
  search(text: string, options: AccountSearchOptions = {}): unknown {
    const found = searchFromAccount(this, text, options);
    if (options.quiet === true) return found;
    if (found.length === 1) return found[0];
    if (found.length === 0) {
      this.msg(searchWords.notFound(text.trim()));
      return null;
    }
    const form = options.searchObject === true ? nameAndNumber : nameOnly;
    const matchOf = (one: Entity): Match => ({
      displayName: one.getDisplayName(this),
      aliases: one.aliases.all(),
      extra: "",
    });
    this.msg(`${searchWords.ambiguous(text.trim())}\n${describeMatches(found, matchOf, form)}`);
    return null;
  }

  /** Milliseconds since 1970; null for an account that never logged in. */
  get lastLogin(): number | null {
    const time = this.readField("lastLogin");
    return typeof time === "number" ? time : null;
  }

  noteLogin(time: number): void {
    this.writeField("lastLogin", time);
  }

  /** Its characters that still exist, in the order in which it got them. */
  get characters(): readonly WorldObject[] {
    return this.#characterIds.map((id) => this.#object(id)).filter((character) => character !== null);
  }

  addCharacter(character: WorldObject): void {
    if (this.#characterIds.includes(character.id)) return;
    this.writeField("characters", [...this.#characterIds, character.id]);
    if (this.lastPuppet === null) this.setLastPuppet(character);
    this.atPostAddCharacter(character);
  }

  removeCharacter(character: WorldObject): void {
    if (!this.#characterIds.includes(character.id)) return;
    this.writeField(
      "characters",
      this.#characterIds.filter((id) => id !== character.id),
    );
    this.atPostRemoveCharacter(character);
  }

  /** What it played last, or its first character; null when that is gone. */
  get lastPuppet(): WorldObject | null {
    const id = this.readField("lastPuppet");
    return typeof id === "number" ? this.#object(id) : null;
  }

  /** Is what it played last no longer there? */
  get hasLostPuppet(): boolean {
    return typeof this.readField("lastPuppet") === "number" && this.lastPuppet === null;
  }

  setLastPuppet(puppet: WorldObject | null): void {
    this.writeField("lastPuppet", puppet?.id);
  }

  /** Was it made for a guest? Then it goes with its last session. */
  get isGuest(): boolean {
    return this.readField("guest") === true;
  }

  markAsGuest(): void {
    this.writeField("guest", true);
  }

  /** Has somebody logged in to it from that address before? */
  knowsAddress(address: string): boolean {
    return this.#addresses.includes(address);
  }

  /** Remembers where its player comes from: the last addresses only. */
  noteAddress(address: string): void {
    if (!this.knowsAddress(address)) this.writeField("addresses", [...this.#addresses, address].slice(-20));
  }

  /** Client settings that the player saved; they overlay the session's at login. */
  get savedFlags(): JsonObject {
    const flags = this.readField("flags");
    return isRecord(flags) ? flags : {};
  }

  /** Keeps these client settings instead of those that were saved. */
  saveFlags(flags: JsonObject): void {
    this.writeField("flags", { ...flags });
  }

  /** Options of a browser's page that its player chose; what they mean is that page's business. */
  get clientOptions(): JsonObject {
    const options = this.readField("clientOptions");
    return isRecord(options) ? options : {};
  }

  /** Keeps these options of a browser's page instead of those that were kept. */
  keepClientOptions(options: JsonObject): void {
    this.writeField("clientOptions", { ...options });
  }

  /**
   * How many characters it may have; null for any number. By itself that is `accounts.maxCharacters`, which does not bind
   * Developers.
   */
  getCharacterSlots(): number | null {
    return this.permissions.check("Developer") ? null : this.game.accounts.maxCharacters;
  }

  /** How many characters it may make besides those that it has; null for any number. */
  getAvailableCharacterSlots(): number | null {
    const slots = this.getCharacterSlots();
    return slots === null ? null : Math.max(0, slots - this.characters.length);
  }

  /** Before it makes a character: why it may not, or null. */
  checkAvailableSlots(): string | null {
    return this.getAvailableCharacterSlots() === 0
      ? words.characterSlots(this.getCharacterSlots() ?? 0)
      : null;
  }

  /** A character was made for it, with its locks and its place. `address` is where its maker came from, if from anywhere. */
  atPostCreateCharacter(_character: WorldObject, _details: { readonly address: string | null }): void {}

  /** When it is created, before what its maker wishes. */
  atAccountCreation(): void {}

  /** Before a login: false or a text refuses it. */
  atPreLogin(_session: ConnectedClient): boolean | string | void {}

  /** At the first login ever. */
  atFirstLogin(): void {}

  /** After each login, before the character is entered. */
  atPostLogin(_session: ConnectedClient): void {}

  /** Somebody gave a wrong password for this account. */
  atFailedLogin(_session: ConnectedClient): void {}

  /** A session is about to go; it still plays nothing and is still known. */
  atDisconnect(_reason: string, _session: ConnectedClient): void {}

  /** A session has gone. */
  atPostDisconnect(_session: ConnectedClient): void {}

  /** After each new password that was set, whoever set it. */
  atPasswordChange(): void {}

  /** Before a session is ended for being idle: false lets it stay. */
  atPreIdleDisconnect(_session: ConnectedClient): boolean | void {}
  /** Before it hears something on a channel: what it is to hear, or null for nothing. */
  atPreChannelMsg(
    text: string,
    _channel: Entity,
    _details: { readonly senders: readonly Entity[] },
  ): string | null {
    return text;
  }

  /** Hears something on a channel. */
  channelMsg(text: string, channel: Entity, { senders }: { readonly senders: readonly Entity[] }): void {
    const told = this.game.sessions.ofAccount(this).filter(speaksGmcp);
    for (const session of told) session.send("Comm.Channel.Start", [channel.key]);
    this.msg(text, { from: senders, options: { type: "channel", channel: channel.id } });
    const talker = senders.map((sender) => sender.key).join(", ");
    const said = { channel: channel.key, talker, text: stripMarkup(text) };
    for (const session of told) {
      session.send("Comm.Channel.Text", [], said);
      session.send("Comm.Channel.End", [channel.key]);
    }
  }

  /** It has heard something on a channel. */
  atPostChannelMsg(
    _text: string,
    _channel: Entity,
    _details: { readonly senders: readonly Entity[] },
  ): void {}

  /** A character of its own was added. */
  atPostAddCharacter(_character: WorldObject): void {}

  /** A character is its own no more. */
  atPostRemoveCharacter(_character: WorldObject): void {}

  get #addresses(): readonly string[] {
    const addresses = this.readField("addresses");
    return Array.isArray(addresses) ? addresses.filter((address) => typeof address === "string") : [];
  }

  get #characterIds(): readonly number[] {
    const ids = this.readField("characters");
    return Array.isArray(ids) ? ids.filter((id) => typeof id === "number") : [];
  }

  #object(id: number): WorldObject | null {
    const entity = this.game.objects.get(id);
    return entity instanceof WorldObject ? entity : null;
  }
}

function isRecord(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
