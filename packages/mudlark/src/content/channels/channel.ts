import { foldName } from "../../base/fold-text.ts";
import { attr } from "../../model/attributes/declared/attr.ts";
import { Entity, type MessageOptions } from "../../model/entity/entity.ts";
import { recordKey } from "../../model/entity/entity-record.ts";
import { TagHandler } from "../../model/tags/tag-handler.ts";
import type { HookDetails } from "../../model/object/object-hooks.ts";
import type { Message } from "../../model/message.ts";
import type { StoredMessage } from "../messages/stored-message.ts";

/** Whoever can hear a channel: accounts and objects. */
export interface ChannelListener extends Entity {
  /** What it is to hear, or null for nothing. */
  atPreChannelMsg(text: string, channel: Entity, details: ChannelDetails): string | null;
  channelMsg(text: string, channel: Entity, details: ChannelDetails): void;
  atPostChannelMsg(text: string, channel: Entity, details: ChannelDetails): void;
}

export interface ChannelDetails extends HookDetails {
  readonly senders: readonly Entity[];
}

export interface ChannelMsgOptions extends MessageOptions {
  /** Those who muted it hear it too. Default false. */
  readonly bypassMute?: boolean;
  /** Without the name of the channel in front. Default false. */
  readonly noPrefix?: boolean;
  /** Without the name of the sender in front. Default false. */
  readonly emit?: boolean;
}

/** What one has to do with a channel; kept as tags of whoever listens, so that both find each other at once. */
type Relation = "subscriber" | "muted" | "banned";

const category = (relation: Relation): string => `mudlark channel ${relation}`;

/**
 * A line that accounts and objects subscribe to, and on which they talk from wherever they are (`world.md` §17). Its
 * hooks are methods to override.
 *
 * @example
 * const gossip = game.channels.create({ key: "Gossip", aliases: ["g"] });
 * gossip.connect(account);
 * gossip.msg("Good evening.", { from: account });
 */
export class Channel extends Entity.with({
  desc: attr.text(),
  /** Is what is said kept? */
  keepLog: attr.bool({ default: true }),
}) {
  static readonly classId: string = "mudlark.Channel";

  #ownAliases: TagHandler | null = null;

  override get key(): string {
    return super.key;
  }

  /** @throws MudlarkError CHANNEL_NAME: another channel is called that, or it is no name; TURN_CLOSED */
  override set key(key: string) {
    this.game.channels.requireFree(key, this);
    super.key = key;
  }

  /** No other channel may be called like one of them. */
  override get aliases(): TagHandler {
    return (this.#ownAliases ??= new TagHandler(
      this[recordKey],
      this.game.tagIndex(this.kind),
      "alias",
      (alias) => this.game.channels.requireFree(alias, this),
    ));
  }

  /** Everyone who subscribes, accounts first. */
  get subscribers(): ChannelListener[] {
    return this.#related("subscriber");
  }

  /** Those of them who are there now. */
  get online(): ChannelListener[] {
    return this.subscribers.filter((one) => this.game.isOnline(one));
  }

  get muted(): ChannelListener[] {
    return this.#related("muted");
  }

  get banned(): ChannelListener[] {
    return this.#related("banned");
  }

  /** Do they subscribe, or does the account that plays them? */
  hasConnection(listener: Entity): boolean {
    if (this.#is(listener, "subscriber")) return true;
    const account = this.game.accountOf(listener);
    return account !== null && this.#is(account, "subscriber");
  }

  isMutedBy(listener: Entity): boolean {
    return this.#is(listener, "muted");
  }

  isBanned(listener: Entity): boolean {
    return this.#is(listener, "banned");
  }

  /** Subscribes them; false when they may not listen, or are banned. True also when they subscribe already. */
  connect(listener: ChannelListener): boolean {
    if (this.#is(listener, "subscriber")) return true;
    if (this.isBanned(listener) || !this.access(listener, "listen", { default: true })) return false;
    if (this.atPreJoin(listener) === false) return false;
    this.#relate(listener, "subscriber", true);
    this.#relate(listener, "muted", false);
    this.atPostJoin(listener);
    return true;
  }

  /** False when they did not subscribe, or a hook keeps them. Their own names for it go too. */
  disconnect(listener: ChannelListener): boolean {
    if (!this.#is(listener, "subscriber") || this.atPreLeave(listener) === false) return false;
    this.#relate(listener, "subscriber", false);
    this.#relate(listener, "muted", false);
    this.setPersonalAliases(listener, []);
    this.atPostLeave(listener);
    return true;
  }

  /** @returns did it change anything? */
  mute(listener: ChannelListener): boolean {
    return this.#relate(listener, "muted", true);
  }

  unmute(listener: ChannelListener): boolean {
    return this.#relate(listener, "muted", false);
  }

  /** Keeps them from subscribing. Who subscribes already stays until they are disconnected. */
  ban(listener: ChannelListener): boolean {
    return this.#relate(listener, "banned", true);
  }

  unban(listener: ChannelListener): boolean {
    return this.#relate(listener, "banned", false);
  }

  /** As if they had never heard of it. */
  forget(listener: ChannelListener): void {
    for (const relation of ["subscriber", "muted", "banned"] as const)
      this.#relate(listener, relation, false);
  }

  /** What somebody calls it, besides the names that all use. */
  personalAliases(listener: Entity): readonly string[] {
    const all = listener.attributes.get(aliasPlace.key, aliasPlace);
    const own: unknown =
      typeof all === "object" && all !== null ? (all as Record<string, unknown>)[this.id] : undefined;
    return Array.isArray(own) ? own.filter((name) => typeof name === "string") : [];
  }

  setPersonalAliases(listener: Entity, names: readonly string[]): void {
    if (names.length === 0 && this.personalAliases(listener).length === 0) return;
    this.game.channels.names.changed();
    const all = listener.attributes.get(aliasPlace.key, { ...aliasPlace, default: {} });
    const { [this.id]: _, ...others } = all as Record<string, unknown>;
    const folded = [...new Set(names.map(foldName))].filter((name) => name !== "");
    listener.attributes.add(
      aliasPlace.key,
      folded.length === 0 ? others : { ...others, [this.id]: folded },
      aliasPlace,
    );
  }

  /**
   * Says something to everyone who listens and has not muted it. Whether the sender may is the `send` lock's
   * business, which the caller checks.
   *
   * @param message markup; what players typed has to be escaped
   */
  override msg(message: string | Partial<Message>, options: ChannelMsgOptions = {}): void {
    const { bypassMute = false } = options;
    const senders = sendersIn(options);
    const said = this.atPreMsg(typeof message === "string" ? message : (message.text ?? ""), { senders });
    if (said === null || said === "") return;
    const line = this.formatMsg(said, options);
    for (const listener of this.online) {
      if (!bypassMute && this.isMutedBy(listener)) continue;
      const result = this.game.attempt(() => this.#tell(listener, line, { senders }));
      if (result.ok) continue;
      this.game.logger.error("A listener of a channel failed", {
        channel: this.key,
        listener: listener.ref,
        error: result.error,
      });
    }
    this.atPostMsg(line, { senders });
  }

  /** What was said, the newest last. @param before how many of the newest to leave out */
  history(count = 20, before = 0): readonly StoredMessage[] {
    return this.game.channels.history.read(this, count, before);
  }

  /** What was said with that in it, in any case, the newest last. */
  searchHistory(text: string): readonly StoredMessage[] {
    return this.game.messages.search({ receiver: this, text });
  }

  /** What stands before every line of it. */
  get prefix(): string {
    return `[${this.getDisplayName()}] `;
  }

  /** The line that everyone hears. A text that begins with `:` or `;` is a pose of its sender. */
  formatMsg(text: string, options: ChannelMsgOptions = {}): string {
    const { noPrefix = false, emit = false } = options;
    const senders = sendersIn(options);
    const prefix = noPrefix ? "" : this.prefix;
    if (emit || senders.length === 0) return prefix + text;
    const names = senders.map((sender) => sender.getDisplayName()).join(", ");
    const pose = /^[:;]\s?(.*)$/s.exec(text)?.[1];
    if (pose === undefined) return `${prefix}${names}: ${text}`;
    return `${prefix}${names}${/^[',]/.test(pose) ? "" : " "}${pose}`;
  }

  /** When it is created. */
  atChannelCreation(): void {}

  /** Before somebody subscribes; false refuses. */
  atPreJoin(_listener: ChannelListener): boolean | void {}

  /** Somebody has joined. */
  atPostJoin(_listener: ChannelListener): void {}

  /** Before somebody leaves; false keeps them. */
  atPreLeave(_listener: ChannelListener): boolean | void {}

  /** Somebody has left. */
  atPostLeave(_listener: ChannelListener): void {}

  /** Before something is said: what is to be said, or null for nothing. */
  atPreMsg(text: string, _details: ChannelDetails): string | null {
    return text;
  }

  /** Something was said. Keeps it, as long as `keepLog` says so. */
  atPostMsg(line: string, { senders }: ChannelDetails): void {
    if (this.keepLog) this.game.channels.history.add(this, line, senders);
  }

  #tell(listener: ChannelListener, line: string, details: ChannelDetails): void {
    const heard = listener.atPreChannelMsg(line, this, details);
    if (heard === null || heard === "") return;
    listener.channelMsg(heard, this, details);
    listener.atPostChannelMsg(heard, this, details);
  }

  #is(listener: Entity, relation: Relation): boolean {
    return listener.tags.has(String(this.id), { category: category(relation) });
  }

  #relate(listener: ChannelListener, relation: Relation, isSo: boolean): boolean {
    if (this.#is(listener, relation) === isSo) return false;
    if (isSo) listener.tags.add(this.id, { category: category(relation) });
    else listener.tags.remove(this.id, { category: category(relation) });
    return true;
  }

  #related(relation: Relation): ChannelListener[] {
    const query = { keys: [String(this.id)], categories: [category(relation)] };
    return ["account", "object"].flatMap((kind) => this.game.searchTag(kind, query)).filter(canListen);
  }
}

function sendersIn({ from = null }: ChannelMsgOptions): readonly Entity[] {
  if (from === null) return [];
  return from instanceof Entity ? [from] : from;
}

/** The ids of the channels that somebody subscribes to. */
export function channelIdsOf(listener: Entity): readonly number[] {
  return listener.tags.getTags(undefined, { category: category("subscriber") }).map(({ key }) => Number(key));
}

/** Is it of those who can hear channels? */
function canListen(entity: Entity): entity is ChannelListener {
  return "channelMsg" in entity && "atPreChannelMsg" in entity && "atPostChannelMsg" in entity;
}

const aliasPlace = { key: "channel_aliases", category: "mudlark" } as const;
