import { MudlarkError } from "../../base/errors.ts";
import type { CommandSet } from "./command-set.ts";

/**
 * The sets that may be kept: what is stored with an entity is the id of a set, and this finds the set of the present
 * code.
 */
export class CommandSetRegistry {
  readonly #sets = new Map<string, CommandSet>();
  readonly #ids = new WeakMap<CommandSet, string>();

  /**
   * Registers a set under an id that must not change as long as entities keep it.
   *
   * @param id default: the set's key
   * @throws MudlarkError `COMMAND_INVALID` when another set has that id
   */
  register(set: CommandSet, id: string = set.key): void {
    const present = this.#sets.get(id);
    if (present !== undefined && present !== set) {
      throw new MudlarkError("COMMAND_INVALID", `two command sets are registered as "${id}"`);
    }
    this.#sets.set(id, set);
    this.#ids.set(set, id);
  }

  get(id: string): CommandSet | undefined {
    return this.#sets.get(id);
  }

  /** The id of a registered set; undefined for a set that lives in memory only. */
  idOf(set: CommandSet): string | undefined {
    return this.#ids.get(set);
  }
}
