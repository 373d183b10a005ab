import { messageOf } from "../../base/errors.ts";
import type { LockSet } from "../../model/locks/lock-set.ts";
import type { LockSubject } from "../../model/locks/lock-subject.ts";
import type { LockSystem } from "../../model/locks/lock-system.ts";
import type { WorldObject } from "../../model/object/world-object.ts";
import { accessorOf, type Actor } from "../actor.ts";
import type { CommandDefinition } from "../declaration/definition.ts";

const openToAll = "cmd:all()";

/** Decides whether a command exists for somebody (`commands.md` §7). */
export class CommandLocks {
  readonly #system: LockSystem;
  readonly #report: (problem: string) => void;
  /** Null for locks that cannot be read. */
  readonly #sets = new WeakMap<CommandDefinition, LockSet | null>();

  /** @param report told once of each command whose lock cannot be read: it is disabled, superusers included */
  constructor(system: LockSystem, report: (problem: string) => void) {
    this.#system = system;
    this.#report = report;
  }

  /** @param host what the command sits on; an exit guards its command with its own `cmd` lock, open when unset */
  allows(command: CommandDefinition, actor: Actor, host: object): boolean {
    const session = actor.session?.id ?? null;
    if (command.isExit) {
      const exit = host as WorldObject;
      return exit.access(accessorOf(actor), "cmd", { default: true, session });
    }
    if (command.locks === openToAll) return true;
    const set = this.lockSetOf(command);
    const accessed: LockSubject = { obj: host };
    return set !== null && this.#system.check(set, accessorOf(actor), accessed, "cmd", { session });
  }

  /** The locks of the command; null when they cannot be read. */
  lockSetOf(command: CommandDefinition): LockSet | null {
    const known = this.#sets.get(command);
    if (known !== undefined) return known;
    const set = this.#read(command);
    this.#sets.set(command, set);
    return set;
  }

  #read(command: CommandDefinition): LockSet | null {
    try {
      this.#system.parse(command.locks);
      return this.#system.read(command.locks);
    } catch (error) {
      const reason = messageOf(error);
      this.#report(
        `"${command.key}" is disabled, because its lock "${command.locks}" cannot be read: ${reason}`,
      );
      return null;
    }
  }
}
