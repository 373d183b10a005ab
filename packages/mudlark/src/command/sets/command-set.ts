import type { CommandName } from "../declaration/command-name.ts";
import { definitionOf, type CommandClass } from "../declaration/command-class.ts";
import type { CommandDefinition } from "../declaration/definition.ts";
import { foldName } from "../../base/fold-text.ts";
import type { MergeType, SetFacts } from "./set-facts.ts";

export interface CommandSetOptions {
  /** What the stack and `keyMergeTypes` of other sets call it. */
  readonly key: string;
  /** A set of higher priority decides over those below. Default 0. */
  readonly priority?: number;
  /** Default `union`. */
  readonly mergeType?: MergeType;
  /** Other merge types for commands that came from certain sets, by their key. */
  readonly keyMergeTypes?: Readonly<Record<string, MergeType>>;
  /**
   * Do commands of equal names and equal priority stand side by side? Null (default): only those of different
   * objects.
   */
  readonly duplicates?: boolean | null;
  /**
   * Do those of its commands that several objects bring become one? It then acts on the object that its argument names
   * (`ctx.obj`), without a question which command is meant. Default false: they are peers.
   */
  readonly collapse?: boolean;
  /** Are exits out of reach? Null (default): as lower sets say. */
  readonly noExits?: boolean | null;
  /** Are the commands of things around out of reach? Null (default): as lower sets say. */
  readonly noObjs?: boolean | null;
  /** Are channel names no commands? Null (default): as lower sets say. */
  readonly noChannels?: boolean | null;
  /** Commands, or other sets whose commands become part of this one. */
  readonly commands?: readonly (CommandDefinition | CommandClass | CommandSet)[];
}

/** A command of a set, with those of its names that no later command of the set took. */
export interface SetEntry {
  readonly command: CommandDefinition;
  readonly names: readonly CommandName[];
}

/** Commands that come and go together. A set never changes: {@link with} and {@link without} make new ones. */
export class CommandSet implements SetFacts {
  readonly key: string;
  readonly priority: number;
  readonly mergeType: MergeType;
  readonly keyMergeTypes: Readonly<Record<string, MergeType>>;
  readonly duplicates: boolean | null;
  readonly collapse: boolean;
  readonly noExits: boolean | null;
  readonly noObjs: boolean | null;
  readonly noChannels: boolean | null;
  readonly entries: readonly SetEntry[];
  /** What an author should know: names that two commands of the set both wanted. */
  readonly warnings: readonly string[];
  readonly #options: CommandSetOptions;

  constructor(options: CommandSetOptions) {
    this.#options = options;
    this.key = options.key;
    this.priority = options.priority ?? 0;
    this.mergeType = options.mergeType ?? "union";
    this.keyMergeTypes = options.keyMergeTypes ?? {};
    this.duplicates = options.duplicates ?? null;
    this.collapse = options.collapse ?? false;
    this.noExits = options.noExits ?? null;
    this.noObjs = options.noObjs ?? null;
    this.noChannels = options.noChannels ?? null;
    const commands = (options.commands ?? []).flatMap((given) =>
      given instanceof CommandSet ? given.commands : [definitionOf(given)],
    );
    const warnings: string[] = [];
    this.entries = Object.freeze(withoutClashes(commands, warnings));
    this.warnings = warnings.map((warning) => `command set "${options.key}": ${warning}`);
    Object.freeze(this);
  }

  get commands(): readonly CommandDefinition[] {
    return this.entries.map(({ command }) => command);
  }

  /** The command of that key or alias. */
  get(name: string): CommandDefinition | undefined {
    const folded = foldName(name);
    return this.entries.find(({ names }) => names.some((own) => own.folded === folded))?.command;
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  /** The same set with more commands; one with a key that is there already takes its place. */
  with(...commands: readonly (CommandDefinition | CommandClass | CommandSet)[]): CommandSet {
    return new CommandSet({ ...this.#options, commands: [...this.commands, ...commands] });
  }

  /** The same set without these commands, or those of these keys. */
  without(...commandsOrKeys: readonly (CommandDefinition | string)[]): CommandSet {
    const keys = commandsOrKeys.map((each) => (typeof each === "string" ? each : each.key));
    const gone = new Set(keys.map(foldName));
    const commands = this.commands.filter(({ names }) => !gone.has(names[0].folded));
    return new CommandSet({ ...this.#options, commands });
  }

  [Symbol.iterator](): Iterator<CommandDefinition> {
    return this.commands[Symbol.iterator]();
  }
}

/**
 * Makes a set of commands.
 *
 * @example
 * export const lampCommands = cmdset({ key: "lamp", commands: [light, snuff] });
 */
export function cmdset(options: CommandSetOptions): CommandSet {
  return new CommandSet(options);
}

/** Inside a set, the later command wins: all of it when the keys are equal, else just the names that both want. */
function withoutClashes(commands: readonly CommandDefinition[], warnings: string[]): SetEntry[] {
  const byKey = new Map<string, CommandDefinition>();
  for (const command of commands) {
    const key = command.names[0].folded;
    byKey.delete(key);
    byKey.set(key, command);
  }
  const owners = new Map<string, CommandDefinition>();
  for (const command of byKey.values()) {
    if (command.isSystem) continue;
    for (const { folded, written } of command.names) {
      const former = owners.get(folded);
      if (former !== undefined)
        warnings.push(`"${written}" now means ${command.key}, no longer ${former.key}`);
      owners.set(folded, command);
    }
  }
  return [...byKey.values()]
    .map((command) => ({
      command,
      names: command.isSystem
        ? command.names
        : command.names.filter(({ folded }) => owners.get(folded) === command),
    }))
    .filter(({ names }) => names.length > 0);
}
