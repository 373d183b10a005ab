import type { Random } from "../../base/random.ts";
import { messageOf } from "../../base/errors.ts";
import type { Entity, EntityClass } from "../../model/entity/entity.ts";
import type { Game } from "../../model/game.ts";
import type { WorldObject } from "../../model/object/world-object.ts";
import { describeObject } from "./describe-object.ts";
import { inheritFields, mergeLocks } from "./inherit-fields.ts";
import { invalid, normalisePrototype } from "./normalise-prototype.ts";
import { planUpdate, type Change, type UpdateOptions } from "./plan-update.ts";
import type { Prototype, PrototypeFields, PrototypeOptions } from "./prototype.ts";
import { originCategory, spawnObject, type SpawnHook, type SpawnParts } from "./spawn-object.ts";
import { StoredPrototype } from "./stored-prototype.ts";
import type { SpawnFunctions } from "./spawn-functions.ts";
import { valuesFor } from "./work-out.ts";

declare module "../../model/game.ts" {
  interface Game {
    /** Recipes for objects. */
    readonly prototypes: Prototypes;
  }
}

export interface PrototypesParts {
  readonly game: Game;
  readonly random: Random;
  /** Those that the game's code defines; nobody can change them in the game. */
  readonly fromCode: readonly PrototypeOptions[];
  readonly hooks: Readonly<Record<string, SpawnHook>>;
  /** What texts may call besides the stock functions. */
  readonly functions: SpawnFunctions;
  /** The class where a prototype names none. */
  readonly thing: EntityClass<WorldObject>;
}

export interface SpawnOptions {
  /** Who spawns: texts of a prototype search with their eyes. Default nobody. */
  readonly caller?: Entity | null;
  /** Where it appears when the prototype says nothing of that. Default nowhere. */
  readonly location?: WorldObject | null;
  /** Its locks, as far as the prototype has none of these types. Default none. */
  readonly locks?: string;
}

/** Recipes for objects (`world.md` §16): those of the game's code, and those that builders make while it runs. */
export class Prototypes {
  readonly #parts: PrototypesParts;
  readonly #hooks: ReadonlyMap<string, SpawnHook>;
  readonly #fromCode = new Map<string, Prototype>();

  /** @throws MudlarkError PROTOTYPE_INVALID */
  constructor(parts: PrototypesParts) {
    this.#parts = parts;
    this.#hooks = new Map(Object.entries(parts.hooks));
    for (const options of parts.fromCode) {
      const prototype = this.#normalise(options);
      const locks = options.prototypeLocks ?? "spawn:all()";
      this.#fromCode.set(prototype.prototypeKey, { ...prototype, prototypeLocks: locks });
    }
  }

  /** By its key, in any case; null when there is none. That of the code comes first. */
  get(key: string): Prototype | null {
    const folded = key.trim().toLowerCase();
    const stored = this.#stored(folded);
    return this.#fromCode.get(folded) ?? (stored === null ? null : this.#normalise(stored.options));
  }

  /** Does it come from the game's code, which only its author can change? */
  isFromCode(key: string): boolean {
    return this.#fromCode.has(key.trim().toLowerCase());
  }

  /** Everything there is, by key. */
  all(): Prototype[] {
    const stored = Array.from(this.#collection(), (one) => this.#normalise(one.options));
    const others = stored.filter(({ prototypeKey }) => !this.#fromCode.has(prototypeKey));
    return [...this.#fromCode.values(), ...others].sort((a, b) => (a.prototypeKey < b.prototypeKey ? -1 : 1));
  }

  /** By the whole key, else by a part of it; with tags, only what bears all of them. */
  search(text = "", tags: readonly string[] = []): Prototype[] {
    const wanted = text.trim().toLowerCase();
    const exact = wanted === "" ? null : this.get(wanted);
    const found = exact === null ? this.all().filter((one) => one.prototypeKey.includes(wanted)) : [exact];
    return found.filter((one) => tags.every((tag) => one.prototypeTags.includes(tag.trim().toLowerCase())));
  }

  /** May they use it (`spawn`), or change it (`edit`)? */
  mayUse(prototype: Prototype, accessor: Entity, type: "spawn" | "edit"): boolean {
    if (type === "edit" && this.isFromCode(prototype.prototypeKey)) return false;
    return this.#parts.game.locks.checkText(
      prototype.prototypeLocks,
      accessor,
      {},
      {
        accessType: type,
        default: true,
      },
    );
  }

  /** Everything that is wrong with a prototype, as sentences; empty when it can be spawned. */
  problems(options: PrototypeOptions): readonly string[] {
    try {
      const prototype = this.#normalise(options);
      const inherited = inheritFields(prototype, (key) => this.get(key));
      if (!inherited.ok) return inherited.problems;
      return [...this.#problemsOf(inherited.fields), ...this.#lockProblems(prototype.prototypeLocks)];
    } catch (error) {
      return [messageOf(error)];
    }
  }

  /**
   * Keeps a prototype, in the place of one with the same key.
   *
   * @throws MudlarkError PROTOTYPE_INVALID: with all problems, or because the code has one with that key
   */
  save(options: PrototypeOptions): Prototype {
    const { game } = this.#parts;
    const prototype = this.#normalise(options);
    const { prototypeKey } = prototype;
    if (options.prototypeKey === undefined) throw invalid(["to be kept, it needs a prototypeKey"]);
    if (this.isFromCode(prototypeKey)) {
      throw invalid([`"${prototypeKey}" is part of the game's code and can only be changed there`]);
    }
    const problems = this.problems(options);
    if (problems.length > 0) throw invalid(problems);
    return game.whole(() => {
      const stored = this.#stored(prototypeKey) ?? game.create(StoredPrototype, { key: prototypeKey });
      stored.options = options;
      return prototype;
    });
  }

  /** @returns was there one? @throws MudlarkError PROTOTYPE_INVALID when it is part of the code */
  delete(key: string): boolean {
    if (this.isFromCode(key))
      throw invalid([`"${key}" is part of the game's code and can only be removed there`]);
    return this.#stored(key.trim().toLowerCase())?.delete() ?? false;
  }

  /**
   * Makes an object from a prototype, whole or not at all.
   *
   * @example
   * game.prototypes.spawn("goblin");
   * game.prototypes.spawn({ prototypeParent: "goblin", location: cave, hp: 30 });
   * @throws MudlarkError PROTOTYPE_INVALID, TURN_CLOSED
   */
  spawn(what: string | PrototypeOptions, options: SpawnOptions = {}): WorldObject {
    const { caller = null, location = null } = options;
    const prototype = typeof what === "string" ? this.#require(what) : this.#normalise(what);
    const fields = this.fieldsOf(prototype);
    const locks = mergeLocks(options.locks, fields.locks);
    const all = { location, ...fields, ...(locks !== undefined && { locks }) };
    return spawnObject(prototype, all, this.#spawnParts(caller));
  }

  /** What it gives its objects, parents included. @throws MudlarkError PROTOTYPE_INVALID */
  fieldsOf(prototype: Prototype): PrototypeFields {
    const inherited = inheritFields(prototype, (key) => this.get(key));
    if (!inherited.ok) throw invalid(inherited.problems);
    return inherited.fields;
  }

  /** The objects that were made from it, by id. */
  spawned(key: string): WorldObject[] {
    return this.#parts.game.searchTag<WorldObject>("object", { keys: [key], categories: [originCategory] });
  }

  /** A prototype from which another such object could be made. */
  of(object: WorldObject): PrototypeOptions {
    return describeObject(object);
  }

  /**
   * What an object lacks to be as the prototype says. Values that are drawn by chance are drawn anew.
   *
   * @throws MudlarkError PROTOTYPE_INVALID
   */
  differences(
    key: string,
    object: WorldObject,
    options: UpdateOptions & Pick<SpawnOptions, "caller"> = {},
  ): readonly Change[] {
    const fields = this.fieldsOf(this.#require(key));
    const context = { game: this.#parts.game, caller: options.caller ?? null };
    return planUpdate(
      object,
      fields,
      valuesFor(fields, context, this.#parts.random, this.#parts.functions),
      options,
    );
  }

  /**
   * Makes an object what the prototype says now, whole or not at all; `exec` is not run again.
   *
   * @returns did anything change? A move that a hook refuses does not.
   * @throws MudlarkError PROTOTYPE_INVALID, TURN_CLOSED
   */
  update(
    key: string,
    object: WorldObject,
    options: UpdateOptions & Pick<SpawnOptions, "caller"> = {},
  ): boolean {
    return this.#parts.game.whole(() => {
      const changes = this.differences(key, object, options).filter(({ apply }) => apply() !== false);
      if (changes.length > 0) object.atObjectPostSpawn({ prototype: { key: key.trim().toLowerCase() } });
      return changes.length > 0;
    });
  }

  /**
   * Makes an object one of that prototype, whole or not at all: it keeps its id and, where the prototype says nothing
   * of them, its class, name, places and locks; everything else of its own goes. `exec` is not run.
   *
   * @throws MudlarkError PROTOTYPE_INVALID, TURN_CLOSED
   */
  become(key: string, object: WorldObject, options: Pick<SpawnOptions, "caller"> = {}): void {
    this.#parts.game.whole(() => {
      this.update(key, object, { ...options, exact: true });
      object.tags.clear({ category: originCategory });
      object.tags.add(this.#require(key).prototypeKey, { category: originCategory });
    });
  }

  #problemsOf({ class: cls, locks = "", exec = [] }: PrototypeFields): readonly string[] {
    const problems = exec
      .filter((name) => !this.#hooks.has(name))
      .map((name) => `there is no spawn hook "${name}"`);
    if (cls !== undefined) {
      try {
        const { kind, id } = this.#parts.game.classes.require(cls);
        if (kind !== "object") problems.push(`the class ${id} makes no objects`);
      } catch (error) {
        problems.push(messageOf(error));
      }
    }
    return [...problems, ...this.#lockProblems(locks)];
  }

  #lockProblems(locks: string): readonly string[] {
    try {
      this.#parts.game.locks.parse(locks);
      return [];
    } catch (error) {
      return [messageOf(error)];
    }
  }

  #normalise(options: PrototypeOptions): Prototype {
    const { random } = this.#parts;
    return normalisePrototype(options, () => `prototype-${random.next().toString(36).slice(2)}`);
  }

  #require(key: string): Prototype {
    const found = this.get(key);
    if (found === null) throw invalid([`there is no prototype "${key}"`]);
    return found;
  }

  #spawnParts(caller: Entity | null): SpawnParts {
    const { game, random, thing, functions } = this.#parts;
    return { game, random, thing, functions, caller, hooks: this.#hooks };
  }

  #stored(key: string): StoredPrototype | null {
    return this.#parts.game.called<StoredPrototype>("prototype", key).find((one) => one.key === key) ?? null;
  }

  #collection(): Iterable<StoredPrototype> {
    return this.#parts.game.collection<StoredPrototype>("prototype");
  }
}

/** Gives prototypes to a world. */
export function addPrototypes(game: Game, prototypes: Prototypes): void {
  Object.defineProperty(game, "prototypes", { value: prototypes });
}
