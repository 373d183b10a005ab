import type { Actor } from "../actor.ts";
import { CommandLocks } from "../run/command-locks.ts";
import type { CommandSet } from "./command-set.ts";
import type { CommandPorts } from "../command-ports.ts";
import type { CommandStacks } from "./command-stacks.ts";
import type { AvailableCommand } from "../declaration/definition.ts";
import { declared } from "../../model/game-types.ts";
import type { Layer } from "./layer.ts";
import { LayerGatherer } from "./layers.ts";
import { MergeCache, type IndexedCommands } from "./merge-cache.ts";
import type { MergedEntry } from "./merge.ts";
import { words } from "../words.ts";

/** What somebody can do now: the layers around them, and the commands that these add up to. */
export interface Reach {
  readonly layers: readonly Layer[];
  readonly commands: IndexedCommands;
}

/** Finds out what somebody can do: collects, merges, asks locks (`commands.md` §1 steps 6 and 7). */
export class ReachFinder {
  readonly #gatherer: LayerGatherer;
  readonly #cache: MergeCache;
  readonly #locks: CommandLocks;

  constructor(ports: CommandPorts, stacks: CommandStacks) {
    this.#gatherer = new LayerGatherer({
      game: ports.game,
      stacks,
      staffSet: ports.staffSet,
      channelSets: (actor) => ports.channelSets(actor),
    });
    this.#cache = new MergeCache({
      ignoredPrefixes: ports.settings.ignoredPrefixes,
      abbreviations: ports.settings.abbreviations,
      size: ports.settings.mergeCache,
      warn: (warning) => ports.game.logger.warn(`Commands: ${warning}`),
    });
    this.#locks = new CommandLocks(ports.game.locks, (problem) =>
      ports.game.logger.error(`Commands: ${problem}`),
    );
  }

  /** Writes into the log what is wrong with a set, before anybody uses it. */
  lint(set: CommandSet): void {
    this.#cache.warnOf(set);
    for (const { command } of set.entries) this.#locks.lockSetOf(command);
  }

  of(actor: Actor): Reach {
    const layers = this.#gatherer.gather(actor);
    return { layers, commands: this.#cache.get(actor.session ?? actor.caller, layers) };
  }

  /** May they use the command now? Else it does not exist for them. */
  allows(command: MergedEntry["command"], actor: Actor, host: object): boolean {
    return this.#locks.allows(command, actor, host);
  }

  allowsEntry(entry: MergedEntry, reach: Reach, actor: Actor): boolean {
    return hostsOf(entry, reach).some((host) => this.#locks.allows(entry.command, actor, host));
  }
}

/** What the set of the command sits on. */
export function hostOf(entry: MergedEntry, reach: Reach): object {
  return layerOf(entry.layer, reach).host;
}

/** The set that the command belongs to. */
export function setOf(entry: MergedEntry, reach: Reach): CommandSet {
  return layerOf(entry.layer, reach).set;
}

function layerOf(index: number, { layers }: Reach): Layer {
  const layer = layers[index];
  if (layer === undefined) throw new TypeError("a merged command without its layer");
  return layer;
}

/**
 * Everything that the command may act on: several things, when their sets collapse into one command.
 *
 * @param allows may the caller use the command of that thing? Asked only where there are several
 */
export function hostsOf(
  entry: MergedEntry,
  reach: Reach,
  allows: (host: object) => boolean = () => true,
): readonly object[] {
  if (entry.others.length === 0) return [hostOf(entry, reach)];
  return [entry.layer, ...entry.others].map((layer) => layerOf(layer, reach).host).filter(allows);
}

export function availableCommand(entry: MergedEntry, reach: Reach): AvailableCommand {
  return {
    command: entry.command,
    names: entry.names.map(({ written }) => written),
    host: declared<AvailableCommand["host"]>(hostOf(entry, reach)),
    set: setOf(entry, reach),
  };
}

/** What tells one row of a list from the others: the thing, or where the exit leads. */
export function describeHost(entry: MergedEntry, reach: Reach): string {
  const host = declared<NonNullable<Actor["puppet"]> | Actor["caller"]>(hostOf(entry, reach));
  if (entry.command.isExit && "destination" in host) return words.exitTo(host.destination?.name ?? "");
  return "frames" in host ? "" : host.name;
}
