import type { AttributeEntry } from "../../model/attributes/attribute-handler.ts";
import type { Entity, EntityClass } from "../../model/entity/entity.ts";
import { recordKey } from "../../model/entity/entity-record.ts";
import type { EntityCollection } from "../../model/entity/entity-collection.ts";
import type { Kernel } from "../../model/kernel.ts";
import type { Timekeeper } from "../../model/time/timekeeper.ts";
import { GlobalScripts, type GlobalScript } from "./global-scripts.ts";
import { ScriptIndex } from "./script-index.ts";
import { scriptKind } from "./script-kind.ts";
import type { ScriptOptions } from "./script-options.ts";
import { ScriptTimers } from "./script-timers.ts";
import { Script } from "./script.ts";

declare module "../../model/signals.ts" {
  interface SignalMap {
    scriptCreated: { readonly script: Entity };
  }
}

/**
 * All scripts of a world.
 *
 * @example
 * game.scripts.create(Weather, { key: "weather", interval: 60 });
 * for (const weather of game.scripts.all(Weather)) weather.sky = "clear";
 */
export class Scripts {
  readonly timers: ScriptTimers;
  /** Those that `defineGame` names. */
  readonly globals: GlobalScripts;
  readonly #game: Kernel;
  readonly #time: Timekeeper;
  readonly #collection: EntityCollection<Script>;
  readonly #index = new ScriptIndex();

  /**
   * Adds the kind to the world; before anything is loaded.
   *
   * @param globals what `defineGame` names
   */
  constructor(game: Kernel, time: Timekeeper, globals: Readonly<Record<string, GlobalScript>> = {}) {
    this.#game = game;
    this.#time = time;
    game.registerKind(scriptKind(this.#index), [this.#index]);
    game.registerClass(Script);
    this.#collection = game.collection<Script>("script");
    this.timers = new ScriptTimers(game, time, this.#collection);
    time.add(this.timers);
    this.globals = new GlobalScripts(game, this, globals);
    time.add(this.globals);
    game.signals.on("entityDeleting", ({ entity }) => {
      for (const script of this.ofOwner(entity)) script.delete({ force: true });
    });
    game.signals.on("objectCopied", ({ object, copy }) => {
      for (const script of this.ofOwner(object)) if (!script.isStandIn) this.#copy(script, copy);
    });
  }

  /**
   * Creates a script and starts its timer: all of it, or nothing.
   *
   * @param cls a class, or its id
   * @throws MudlarkError CLASS_UNKNOWN, TURN_CLOSED, and what its hooks throw
   */
  create<S extends Script>(cls: EntityClass<S>, options?: ScriptOptions): S;
  create(cls: EntityClass<Script> | string, options?: ScriptOptions): Script;
  create(cls: EntityClass<Script> | string, options: ScriptOptions = {}): Script {
    return this.#game.create<Script>(cls, options);
  }

  /** By number or `#12`; null when there is none. */
  get(ref: number | string): Script | null {
    return typeof ref === "number" ? this.#collection.get(ref) : this.#collection.byRef(ref);
  }

  /** Those with that key or alias, in any case, by number. */
  called(name: string): Script[] {
    return this.#game.called<Script>("script", name);
  }

  /** All, or all of a class and its subclasses, by number. */
  all<S extends Script = Script>(cls?: EntityClass<S>): Iterable<S> {
    return cls === undefined ? (this.#collection as EntityCollection<S>) : this.#collection.ofClass(cls);
  }

  ofOwner(owner: Entity): Script[] {
    return this.#index.scriptsOf(owner).flatMap(({ id }) => this.#collection.get(id) ?? []);
  }

  ownerOf(script: Script): Entity | null {
    const owner = this.#index.ownerOf(script[recordKey]);
    return owner === null ? null : this.#game.get(owner.kind, owner.id);
  }

  /** @param owner null makes it global. @throws MudlarkError TURN_CLOSED, ENTITY_DELETED */
  setOwner(script: Script, owner: Entity | null): void {
    owner?.[recordKey].requireLive();
    this.#index.setOwner(script[recordKey], owner);
  }

  /** The same script for another owner; its timer begins anew, if the other's runs. */
  #copy(script: Script, owner: Entity): void {
    const { key, desc, interval, startDelay, repeats, persistent, clock, isActive, tags, attributes } =
      script;
    this.create(script.classId, {
      key,
      desc,
      interval,
      startDelay,
      repeats,
      persistent,
      clock,
      owner,
      autostart: isActive,
      tags: tags.getTags().map((tag) => [tag.key, tag.category, tag.data]),
      attributes: attributes
        .all()
        .map((one): AttributeEntry => [one.key, one.value, one.category, one.locks]),
    });
  }

  /** After a start or reload: `atServerStart` of those that have something to do in it. Runs in a turn. */
  tellServerStart(): void {
    for (const record of this.#collection.records()) {
      const cls = this.#game.classes.find(record.classId);
      if (cls === null || hookOf(cls) === hookOf(Script)) continue;
      const result = this.#time.attempt(() => this.#collection.get(record.id)?.atServerStart());
      if (result.ok) continue;
      this.#game.logger.error("a server hook failed", {
        hook: "atServerStart",
        script: record.ref,
        error: result.error,
      });
    }
  }
}

/** Scripts without a hook of their own need not be touched. */
function hookOf(cls: EntityClass): unknown {
  return Reflect.get(cls.prototype as object, "atServerStart");
}
