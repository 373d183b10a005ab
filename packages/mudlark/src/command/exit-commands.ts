import type { WorldObject } from "../model/object/world-object.ts";
import { command } from "./command.ts";
import { cmdset, type CommandSet } from "./command-set.ts";
import type { CommandContext } from "./definition.ts";

/** Exits lie above ordinary commands. */
const exitPriority = 101;

interface Known {
  readonly key: string;
  /** The list that the exit gave: another one after each change. */
  readonly aliases: readonly string[];
  readonly set: CommandSet;
}

/** The command that each exit offers (`world.md` §9.5): its name, typed alone, walks through it. */
export class ExitCommands {
  readonly #walk: (ctx: CommandContext, exit: WorldObject) => unknown;
  readonly #known = new WeakMap<WorldObject, Known>();

  /** @param walk takes the caller through the exit, or tells why not */
  constructor(walk: (ctx: CommandContext, exit: WorldObject) => unknown) {
    this.#walk = walk;
  }

  /** The one-command set of the exit; another one after the exit was renamed. */
  setOf(exit: WorldObject): CommandSet {
    const { key } = exit;
    const aliases = exit.aliases.all();
    const known = this.#known.get(exit);
    if (known !== undefined && known.key === key && known.aliases === aliases) return known.set;
    const set = this.#make(exit, aliases);
    this.#known.set(exit, { key, aliases, set });
    return set;
  }

  #make(exit: WorldObject, aliases: readonly string[]): CommandSet {
    const walk = command({
      key: exit.key.trim() === "" ? exit.ref : exit.key.trim(),
      aliases: aliases.filter((alias) => alias.trim() !== ""),
      isExit: true,
      autoHelp: false,
      run: (ctx) => this.#walk(ctx, exit),
    });
    return cmdset({ key: "exit", priority: exitPriority, duplicates: true, commands: [walk] });
  }
}
