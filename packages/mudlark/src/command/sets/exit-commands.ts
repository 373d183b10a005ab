import type { WorldObject } from "../../model/object/world-object.ts";
import { command } from "../declaration/command.ts";
import { cmdset, type CommandSet } from "./command-set.ts";

/** Exits lie above ordinary commands. */
const exitPriority = 101;

interface Known {
  readonly version: number;
  readonly set: CommandSet;
}

/** The command that each exit offers (`world.md` §9.5): its name, typed alone, walks through it. */
export class ExitCommands {
  readonly #known = new WeakMap<WorldObject, Known>();

  /** The one-command set of the exit; another one after the exit was changed. */
  setOf(exit: WorldObject): CommandSet {
    const version = exit.fieldVersion;
    const known = this.#known.get(exit);
    if (known !== undefined && known.version === version) return known.set;
    const set = makeSet(exit);
    this.#known.set(exit, { version, set });
    return set;
  }
}

function makeSet(exit: WorldObject): CommandSet {
  const walk = command({
    key: exit.key.trim() === "" ? exit.ref : exit.key,
    aliases: exit.aliases.all().filter((alias) => alias.trim() !== ""),
    isExit: true,
    autoHelp: false,
    needs: ["puppet"],
    run: (ctx) => exit.traverse(ctx.puppet),
  });
  return cmdset({ key: "exit", priority: exitPriority, duplicates: true, commands: [walk] });
}
