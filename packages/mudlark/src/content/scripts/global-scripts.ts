import type { JsonObject } from "../../base/json.ts";
import { copyIn } from "../../model/attributes/copy-in.ts";
import { toJson } from "../../model/attributes/json-values.ts";
import type { EntityClass } from "../../model/entity/entity.ts";
import type { Kernel } from "../../model/kernel.ts";
import type { TimeService } from "../../model/time/timekeeper.ts";
import type { ScriptOptions } from "./script-options.ts";
import type { Script } from "./script.ts";

/** A script that a game always has: its class, and what is wished for it. */
export interface GlobalScript extends Omit<ScriptOptions, "key" | "owner" | "autostart" | "nattributes"> {
  readonly class: EntityClass<Script>;
}

/** What global scripts need of all scripts. */
export interface ScriptSource {
  create(cls: EntityClass<Script>, options: ScriptOptions): Script;
  get(id: number): Script | null;
  called(name: string): Script[];
}

const rowPrefix = "globalScript.";

/**
 * The scripts that `defineGame` names: there is always one of each, with the name as its key (`world.md` §14). When
 * the game wishes another class or other options, the old one is deleted and a new one made.
 */
export class GlobalScripts implements TimeService {
  readonly name = "globalScript";
  readonly #game: Kernel;
  readonly #scripts: ScriptSource;
  readonly #plans: Readonly<Record<string, GlobalScript>>;

  constructor(game: Kernel, scripts: ScriptSource, plans: Readonly<Record<string, GlobalScript>>) {
    this.#game = game;
    this.#scripts = scripts;
    this.#plans = plans;
  }

  /**
   * By its key. One that the game names and somebody deleted is made anew; of others, a script that belongs to nothing
   * is found. Null when there is none.
   *
   * @throws MudlarkError TURN_CLOSED when it has to be made
   */
  get(key: string): Script | null {
    const plan = Object.hasOwn(this.#plans, key) ? this.#plans[key] : undefined;
    if (plan !== undefined) return this.#ensure(key, plan);
    return this.#scripts.called(key).find(({ owner }) => owner === null) ?? null;
  }

  /** Those that the game names, by key. @throws MudlarkError TURN_CLOSED when one has to be made */
  all(): Script[] {
    return Object.keys(this.#plans)
      .sort()
      .flatMap((key) => this.get(key) ?? []);
  }

  resume(): void {
    for (const [key, plan] of Object.entries(this.#plans)) {
      const result = this.#game.attempt(() => this.#ensure(key, plan));
      if (!result.ok)
        this.#game.logger.error("a global script could not be made", { key, error: result.error });
      else if (!result.value.isActive && !result.value.isStandIn) result.value.start();
    }
  }

  rest(): void {}

  suspend(): null {
    return null;
  }

  /** They are scripts like others. */
  faults(): [] {
    return [];
  }

  #ensure(key: string, plan: GlobalScript): Script {
    const row = (this.#game.settings.get(rowPrefix + key) ?? {}) as JsonObject;
    const { class: cls, ...options } = plan;
    const { id: classId } = this.#game.classes.require(cls);
    const fingerprint = JSON.stringify([classId, toJson(copyIn(options, this.#game.values))]);
    const known = typeof row["id"] === "number" ? this.#scripts.get(row["id"]) : null;
    if (known !== null && row["fingerprint"] === fingerprint) return known;
    known?.delete({ force: true });
    const made = this.#scripts.create(cls, { ...options, key });
    this.#game.settings.set(rowPrefix + key, { id: made.id, fingerprint });
    return made;
  }
}
