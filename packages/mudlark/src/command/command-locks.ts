import type { LockSet } from "../model/locks/lock-set.ts";
import type { LockSubject } from "../model/locks/lock-subject.ts";
import type { LockSystem } from "../model/locks/lock-system.ts";
import type { WorldObject } from "../model/object/world-object.ts";
import { accessorOf, type Actor } from "./actor.ts";
import type { CommandDefinition } from "./definition.ts";

const openToAll = "cmd:all()";

/** Decides whether a command exists for somebody (`commands.md` §7). */
export class CommandLocks {
  readonly #system: LockSystem;
  readonly #sets = new WeakMap<CommandDefinition, LockSet>();

  constructor(system: LockSystem) {
    this.#system = system;
  }

  /** @param host what the command sits on; an exit guards its command with its own `cmd` lock, open when unset */
  allows(command: CommandDefinition, actor: Actor, host: object): boolean {
    const session = actor.session?.id ?? null;
    if (command.isExit) {
      const exit = host as WorldObject;
      return exit.access(accessorOf(actor), "cmd", { default: true, session });
    }
    if (command.locks === openToAll) return true;
    const accessed: LockSubject = { obj: host };
    return this.#system.check(this.#setOf(command), accessorOf(actor), accessed, "cmd", { session });
  }

  #setOf(command: CommandDefinition): LockSet {
    const known = this.#sets.get(command);
    if (known !== undefined) return known;
    const set = this.#system.read(command.locks);
    this.#sets.set(command, set);
    return set;
  }
}
