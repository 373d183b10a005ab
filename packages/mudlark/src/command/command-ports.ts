import type { AsyncScope } from "../base/async-scope.ts";
import type { Entity } from "../model/entity/entity.ts";
import type { Kernel } from "../model/kernel.ts";
import type { Actor } from "./actor.ts";
import type { CommandSet } from "./sets/command-set.ts";
import type { PatternReplace } from "./editor/replace-in.ts";
import type { CommandSetRegistry } from "./sets/command-set-registry.ts";
import type { FailureNoticeOptions } from "./run/failure-notices.ts";
import type { RunningCommand } from "./run/running-command.ts";

interface CommandSettings extends FailureNoticeOptions {
  /** Letters that may stand before a name or be left out: `commands.ignorePrefixes`. */
  readonly ignoredPrefixes: string;
  /** Where commands are listed that name no category: `help.commandCategory`. */
  readonly usualCategory: string;
  /** May names be cut short, where that is unmistakable: `commands.abbreviations`. */
  readonly abbreviations: boolean;
  /** A line that keeps a connection alive and does nothing, beside `idle`: `limits.idleCommand`. */
  readonly idleWord: string;
  /** Who of the caller's sessions sees answers: `commands.replyToAllSessions`. */
  readonly replyToAllSessions: boolean | "auto";
  /** How many merged sets are remembered: `commands.mergeCache`. */
  readonly mergeCache: number;
}

/** What commands need of the world. */
export interface CommandPorts {
  readonly game: Kernel;
  /** Which command's code runs right now. */
  readonly running: AsyncScope<RunningCommand>;
  readonly settings: CommandSettings;
  /** Replaces by a pattern that a player typed, for a limited time. */
  readonly replace: PatternReplace;
  /** The sets that may be kept with entities. */
  readonly sets: CommandSetRegistry;
  /** The set at the bottom of an entity's stack when none is stored. */
  defaultSet(entity: Entity): CommandSet | null;
  /** What every account has beside its stack: the commands of staff, which locks keep from others. */
  readonly staffSet: CommandSet | null;
  /** Sets of the account that depend on more than its stack: the names of its channels. */
  channelSets(actor: Actor): readonly CommandSet[];
}
