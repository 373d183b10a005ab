import { foldName } from "../../base/fold-text.ts";
import type { Actor } from "../../command/actor.ts";
import { arg } from "../../command/arguments/arg.ts";
import { optional, seq } from "../../command/arguments/combinators.ts";
import { command } from "../../command/declaration/command.ts";
import { CommandSet } from "../../command/sets/command-set.ts";
import type { CommandDefinition } from "../../command/declaration/definition.ts";
import type { Entity } from "../../model/entity/entity.ts";
import { recordKey } from "../../model/entity/entity-record.ts";
import type { Game } from "../../model/game.ts";
import type { Channel } from "./channel.ts";
import { speakOn } from "./speak-on.ts";

/** Below every set that comes with the engine: no channel can hide a command (`commands.md` §10). */
const priority = -25;

const none: readonly CommandSet[] = Object.freeze([]);

interface Known {
  /** The tags of the account, and the version of all names, for which the sets were made. */
  readonly tags: string;
  readonly version: number;
  readonly sets: readonly CommandSet[];
}

/** Makes the names of the channels that somebody subscribes to into commands that talk on them. */
export class ChannelCommands {
  readonly #game: Game;
  readonly #known = new WeakMap<Entity, Known>();

  constructor(game: Game) {
    this.#game = game;
  }

  /** The same list as long as nothing about these names changes. */
  setsFor({ account }: Actor): readonly CommandSet[] {
    const tags = account?.[recordKey].tags ?? null;
    if (account === null || tags === null) return none;
    const { version } = this.#game.channels.names;
    const known = this.#known.get(account);
    if (known?.tags === tags && known.version === version) return known.sets;
    const channels = this.#game.channels.of(account);
    const sets =
      channels.length === 0
        ? none
        : [
            makeSet(
              channels,
              channels.map((channel) => namesOf(channel, account)),
            ),
          ];
    this.#known.set(account, { tags, version, sets });
    return sets;
  }
}

/** Its key, what everybody calls it, and what this one calls it. */
function namesOf(channel: Channel, account: Entity): readonly string[] {
  return [
    ...new Set([channel.key, ...channel.aliases.all(), ...channel.personalAliases(account)].map(foldName)),
  ];
}

function makeSet(channels: readonly Channel[], names: readonly (readonly string[])[]): CommandSet {
  const taken = new Set<string>();
  const commands = channels.flatMap((channel, index) => {
    const [key, ...aliases] = (names[index] ?? []).filter((name) => !taken.has(name));
    for (const name of names[index] ?? []) taken.add(name);
    return key === undefined ? [] : [channelCommand(channel, key, aliases)];
  });
  return new CommandSet({ key: "channels", priority, commands });
}

function channelCommand(channel: Channel, key: string, aliases: readonly string[]): CommandDefinition {
  return command({
    key,
    aliases,
    category: "channels",
    locks: "cmd:not pperm(channel_banned)",
    autoHelp: false,
    help: "Talk on this channel. With nothing behind the name, see what was said last.",
    rawArgs: true,
    argPattern: /^(?:\s|$)/u,
    args: seq(optional(arg.text("text"))),
    run(ctx, { text }) {
      speakOn(ctx, channel, text ?? "");
    },
  });
}
