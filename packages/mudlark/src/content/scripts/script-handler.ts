import { MudlarkError } from "../../base/errors.ts";
import type { Entity, EntityClass } from "../../model/entity/entity.ts";
import type { ScriptOptions } from "./script-options.ts";
import type { Scripts } from "./scripts.ts";
import { Script } from "./script.ts";

/** What a script may be asked for by: its class, or its key, which is not unique. */
export type ScriptName<S extends Script = Script> = EntityClass<S> | string;

/** The scripts of one object or account. */
export class ScriptHandler {
  readonly #owner: Entity;
  readonly #scripts: Scripts;

  constructor(owner: Entity, scripts: Scripts) {
    this.#owner = owner;
    this.#scripts = scripts;
  }

  /**
   * Gives it a new script, or one that is there already.
   *
   * @param script a class, the id of a class, or a script
   * @param options only for a new one
   * @throws MudlarkError CLASS_UNKNOWN, TURN_CLOSED, and what its hooks throw
   * @example
   * troll.scripts.add(Poison, { key: "poison", interval: 2, repeats: 5 });
   */
  add<S extends Script>(script: EntityClass<S> | S, options?: Omit<ScriptOptions, "owner">): S;
  add(script: string, options?: Omit<ScriptOptions, "owner">): Script;
  add(script: EntityClass<Script> | Script | string, options: Omit<ScriptOptions, "owner"> = {}): Script {
    if (!(script instanceof Script)) return this.#scripts.create(script, { ...options, owner: this.#owner });
    this.#scripts.setOwner(script, this.#owner);
    return script;
  }

  /** The first of that class, or with that key in any case; null when there is none. */
  get<S extends Script>(name: EntityClass<S>): S | null;
  get(name: string): Script | null;
  get(name: ScriptName): Script | null {
    return this.all(name)[0] ?? null;
  }

  has(name: ScriptName): boolean {
    return this.all(name).length > 0;
  }

  /** By number. */
  all(name?: ScriptName): Script[] {
    const scripts = this.#scripts.ofOwner(this.#owner);
    if (name === undefined) return scripts;
    if (typeof name !== "string") return scripts.filter((script) => script.isClass(name));
    const key = name.toLowerCase();
    return scripts.filter((script) => script.key.toLowerCase() === key || script.classId === name);
  }

  /** Starts the timers of those with that key or class. @throws MudlarkError ENTITY_MISSING when there is none */
  start(name: ScriptName): void {
    const scripts = this.all(name);
    if (scripts.length === 0) {
      const wanted = typeof name === "string" ? name : name.name;
      throw new MudlarkError("ENTITY_MISSING", `${this.#owner.key} has no script "${wanted}"`);
    }
    for (const script of scripts) script.start();
  }

  /** Deletes those with that key or class; without one, all. Returns how many went. */
  remove(name?: ScriptName): number {
    return this.all(name).filter((script) => script.delete()).length;
  }
}
