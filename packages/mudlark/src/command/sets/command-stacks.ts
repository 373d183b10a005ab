import type { JsonValue } from "../../base/json.ts";
import { plain } from "../../model/attributes/plain.ts";
import type { Entity } from "../../model/entity/entity.ts";
import type { CommandSet } from "./command-set.ts";
import type { CommandSetRegistry } from "./command-set-registry.ts";
import { CommandStack, type StackHost, type StoredStack } from "./command-stack.ts";

export interface CommandStacksPorts {
  readonly sets: CommandSetRegistry;
  /** Records how to undo a change; throws outside of a turn. */
  undoWith(undo: () => void): void;
  /** The set at the bottom of an entity's stack when none is stored. */
  defaultSet(entity: Entity): CommandSet | null;
}

/** The attribute that keeps the ids of an entity's sets, under a category that games have no use for. */
const storedUnder = { key: "command_sets", category: "mudlark" } as const;

const noProblems: readonly string[] = Object.freeze([]);
const noSets: readonly CommandSet[] = Object.freeze([]);

/** The command stacks of entities, made when they are first asked for. */
export class CommandStacks {
  readonly #ports: CommandStacksPorts;
  /** Null for an entity of which it is known that it has no sets: nearly all things of a world. */
  readonly #stacks = new WeakMap<Entity, CommandStack | null>();
  #version = 0;

  constructor(ports: CommandStacksPorts) {
    this.#ports = ports;
  }

  /** Grows whenever an entity gets a set, loses one, or turns out to have some. */
  get version(): number {
    return this.#version;
  }

  of(entity: Entity): CommandStack {
    const known = this.#stacks.get(entity) ?? null;
    if (known !== null) return known;
    const stack = new CommandStack(this.#hostFor(entity));
    this.#stacks.set(entity, stack);
    this.#version += 1;
    return stack;
  }

  /** The sets on an entity, from the bottom to the top: the same list as long as nothing changes. */
  setsOf(entity: Entity): readonly CommandSet[] {
    const known = this.#stacks.get(entity);
    if (known === null) return noSets;
    if (known !== undefined) return known.all();
    if (this.#ports.defaultSet(entity) !== null || readStored(entity) !== null) return this.of(entity).all();
    this.#stacks.set(entity, null);
    return noSets;
  }

  /** Gives an entity the sets that are kept with another one. */
  copy(from: Entity, to: Entity): void {
    const stored = readStored(from);
    if (stored === null) return;
    to.attributes.add(storedUnder.key, plain(stored), { category: storedUnder.category });
    this.of(to).reset();
  }

  /** What went wrong with an entity's stored sets, once. */
  takeProblems(entity: Entity): readonly string[] {
    if (this.setsOf(entity).length === 0) return noProblems;
    return this.#stacks.get(entity)?.takeProblems() ?? noProblems;
  }

  #hostFor(entity: Entity): StackHost {
    return {
      registry: this.#ports.sets,
      undoWith: (undo) => {
        this.#version += 1;
        this.#ports.undoWith(() => {
          this.#version += 1;
          undo();
        });
      },
      defaultSet: () => this.#ports.defaultSet(entity),
      read: () => readStored(entity),
      write: (stored) => {
        const { key, category } = storedUnder;
        if (stored.default === null && stored.sets.length === 0) entity.attributes.remove(key, { category });
        else entity.attributes.add(key, stored, { category });
      },
    };
  }
}

function readStored(entity: Entity): StoredStack | null {
  const value = entity.attributes.get(storedUnder.key, { category: storedUnder.category }) as
    | JsonValue
    | undefined;
  if (typeof value !== "object" || value === null || !("sets" in value) || !Array.isArray(value.sets))
    return null;
  const sets = value.sets.filter((id): id is string => typeof id === "string");
  return { default: typeof value.default === "string" ? value.default : null, sets };
}
