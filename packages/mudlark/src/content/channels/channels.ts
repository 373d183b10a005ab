import { MudlarkError } from "../../base/errors.ts";
import { foldName } from "../../base/fold-text.ts";
import {
  applyAttributes,
  applyMarks,
  createDeclaredAttributes,
  type CreateOptions,
} from "../../model/entity/create-options.ts";
import type { Entity, EntityClass } from "../../model/entity/entity.ts";
import type { EntityKind } from "../../model/entity/entity-kind.ts";
import type { Game } from "../../model/game.ts";
import { Channel, channelIdsOf } from "./channel.ts";
import { ChannelNames } from "./channel-names.ts";
import { ChannelHistory, type HistoryLimits } from "./channel-history.ts";

declare module "../../model/game.ts" {
  interface Game {
    readonly channels: Channels;
  }
}

declare module "../../model/signals.ts" {
  interface SignalMap {
    channelCreated: { readonly channel: Channel };
  }
}

/** A channel that every game has. */
interface DefaultChannel {
  readonly key: string;
  readonly aliases?: readonly string[] | undefined;
  readonly desc?: string | undefined;
  readonly locks?: string | undefined;
}

export interface NewChannel extends DefaultChannel {
  readonly class?: EntityClass<Channel>;
  readonly keepLog?: boolean;
}

export interface ChannelsSettings {
  /** New accounts subscribe to these, as far as they may listen; a missing one is made again at the start. */
  readonly defaults: readonly DefaultChannel[];
  readonly history: HistoryLimits;
}

/** Everybody may listen and talk; the staff looks after it. */
const defaultLocks = ["listen:all()", "send:all()", "control:perm(Admin)"];

/** All channels: finding and making them (`world.md` §17). No two share a name. */
class Channels {
  readonly history: ChannelHistory;
  readonly names: ChannelNames;
  readonly #game: Game;
  readonly #settings: ChannelsSettings;

  constructor(game: Game, settings: ChannelsSettings, names: ChannelNames) {
    this.#game = game;
    this.names = names;
    this.#settings = settings;
    this.history = new ChannelHistory(game, settings.history);
  }

  get(id: number): Channel | null {
    return this.#game.collection<Channel>("channel").get(id);
  }

  /** By its key or an alias, in any case. */
  find(name: string): Channel | null {
    return this.#game.called<Channel>("channel", name)[0] ?? null;
  }

  /** Every channel, by its key. */
  all(): Channel[] {
    return [...this.#game.collection<Channel>("channel")].sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  /** What somebody subscribes to, by its key. */
  of(listener: Entity): Channel[] {
    return channelIdsOf(listener)
      .map((id) => this.get(id))
      .filter((channel) => channel !== null)
      .sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  /** @throws MudlarkError CHANNEL_NAME: another channel has one of the names; TURN_CLOSED */
  create({ key, aliases = [], desc = "", locks, keepLog = true, class: cls = Channel }: NewChannel): Channel {
    for (const name of [key, ...aliases]) this.requireFree(name);
    return this.#game.whole(() => {
      const channel = this.#game.create(cls, {
        key: key.trim(),
        aliases,
        ...(locks !== undefined && { locks }),
      });
      if (desc !== "") channel.desc = desc;
      if (!keepLog) channel.keepLog = false;
      this.#game.signals.emit("channelCreated", { channel });
      return channel;
    });
  }

  /**
   * @param owner may have the name already
   * @throws MudlarkError CHANNEL_NAME when the name is taken, or is none
   */
  requireFree(name: string, owner: Channel | null = null): void {
    if (foldName(name) === "") throw new MudlarkError("CHANNEL_NAME", "a channel needs a name");
    if (this.#game.called<Channel>("channel", name).every((other) => other === owner)) return;
    throw new MudlarkError("CHANNEL_NAME", `there is a channel called "${name.trim()}" already`);
  }

  /** Makes those of the default channels that are missing. */
  ensureDefaults(): void {
    for (const wanted of this.#settings.defaults) if (this.find(wanted.key) === null) this.create(wanted);
  }

  /** The default channels that there are. */
  defaults(): Channel[] {
    return this.#settings.defaults.map(({ key }) => this.find(key)).filter((channel) => channel !== null);
  }
}

function startHooks(channel: Channel): void {
  channel.locks.add(defaultLocks, { overwrite: true });
  channel.basetypeSetup();
  channel.atChannelCreation();
  createDeclaredAttributes(channel);
}

/** Channels as a kind of entity. */
const channelKind: EntityKind<Channel> = {
  name: "channel",
  base: Channel,
  startHooks,
  firstSave(channel: Channel, options: CreateOptions): void {
    startHooks(channel);
    if (options.key !== undefined) channel.key = options.key;
    applyMarks(channel, options);
    applyAttributes(channel, options);
    channel.basetypePosthookSetup();
  },
  beforeDelete(channel: Channel): void {
    for (const listener of new Set([...channel.subscribers, ...channel.muted, ...channel.banned])) {
      channel.setPersonalAliases(listener, []);
      channel.forget(listener);
    }
    channel.game.channels.history.clear(channel);
  },
};

/** Gives channels to a world. */
export function addChannels(game: Game, settings: ChannelsSettings): void {
  const names = new ChannelNames(() => game.turns.journal);
  game.registerKind(channelKind, [names]);
  game.registerClass(Channel);
  Object.defineProperty(game, "channels", { value: new Channels(game, settings, names) });
}
