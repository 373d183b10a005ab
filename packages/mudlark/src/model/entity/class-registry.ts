import { MudlarkError, messageOf } from "../../base/errors.ts";
import type { Logger } from "../../base/logger.ts";
import { nearest } from "../../base/nearest.ts";
import type { Declarations } from "../attributes/declared/declarations.ts";
import { marksOfClass } from "../tags/declare-marks.ts";
import { declarationsOfClass } from "../attributes/declared/declare-attributes.ts";
import type { EntityRecord } from "./entity-record.ts";
import type { Entity, EntityClass, EntityInit } from "./entity.ts";

/** A class that can be made. */
type ConcreteClass = new (init: EntityInit) => Entity;

export interface RegisteredClass {
  readonly id: string;
  readonly kind: string;
  readonly cls: EntityClass;
  readonly declarations: Declarations;
}

/** Where a class comes from, for those without an id of their own. */
export interface ClassSource {
  /** Path of the file below the game's source folder, without its ending: `typeclasses/rooms`. */
  readonly path: string;
  /** The name under which it is exported. */
  readonly name: string;
}

const noDeclarations: Declarations = new Map();

/** Which class is stored under which name, and what stands in when one is missing (`world.md` §2). */
export class ClassRegistry {
  readonly #logger: Logger;
  readonly #byId = new Map<string, RegisteredClass>();
  readonly #byClass = new Map<object, RegisteredClass>();
  /** Kind → content type → base class, "" for any. */
  readonly #bases = new Map<string, Map<string, EntityClass>>();
  /** What the game uses in the place of a stock class. */
  readonly #chosen = new Map<EntityClass, EntityClass>();
  /** Classes whose instance could not be made, by record. */
  readonly #broken = new WeakSet<EntityRecord>();

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /**
   * What stands in for missing classes of that kind, and for objects of that content type.
   *
   * @param content "" for all that have no base of their own
   */
  setBase(kind: string, content: string, base: EntityClass): void {
    let bases = this.#bases.get(kind);
    if (bases === undefined) this.#bases.set(kind, (bases = new Map()));
    bases.set(content, base);
  }

  /** What the game wants to be made where a stock class would be, such as its own sort of room. */
  setChosen(stock: EntityClass, chosen: EntityClass): void {
    this.#chosen.set(stock, chosen);
  }

  /** The class that the game has chosen in the place of a stock class; that class itself when it has not. */
  chosenFor(stock: EntityClass): EntityClass {
    return this.#chosen.get(stock) ?? stock;
  }

  /** The base class of a kind. @throws MudlarkError CLASS_UNKNOWN */
  baseOf(kind: string, content = ""): EntityClass {
    const bases = this.#bases.get(kind);
    const base = bases?.get(content) ?? bases?.get("");
    if (base === undefined) throw new MudlarkError("CLASS_UNKNOWN", `no kind of entity is called "${kind}"`);
    return base;
  }

  /**
   * Makes a class known, so that entities of it can be created and loaded.
   *
   * @param probe makes an instance that belongs to no entity, to see what fields it has
   * @throws MudlarkError CLASS_INVALID: no id, an id that is taken, a field that hides a declared attribute
   */
  register(
    cls: EntityClass,
    source: ClassSource | null,
    probe: (cls: EntityClass) => Entity,
  ): RegisteredClass {
    const known = this.#byClass.get(cls);
    if (known !== undefined) return known;
    const id = ownIdOf(cls) ?? (source === null ? null : `${source.path}.${source.name}`);
    if (id === null) throw new MudlarkError("CLASS_INVALID", `the class ${cls.name} needs a static classId`);
    const registered = { id, kind: this.#kindOf(cls), cls, declarations: declarationsOfClass(cls) };
    refuseShadows(registered, probe);
    for (const name of [id, ...formerIdsOf(cls)]) {
      const other = this.#byId.get(name);
      if (other !== undefined) {
        throw new MudlarkError(
          "CLASS_INVALID",
          `both ${other.cls.name} and ${cls.name} are stored as "${name}"`,
        );
      }
      this.#byId.set(name, registered);
    }
    this.#byClass.set(cls, registered);
    return registered;
  }

  /** By stored id, present or former; null when there is none. */
  find(id: string): EntityClass | null {
    return this.get(id)?.cls ?? null;
  }

  /** As `find`, with what is known about the class. */
  get(id: string): RegisteredClass | null {
    return this.#byId.get(id) ?? null;
  }

  /**
   * As people name a class: by its stored id or, when only one class of that sort is called so, by its bare name.
   *
   * @param of the class itself, or one that it is made from
   */
  named(text: string, of: EntityClass): EntityClass | null {
    const isSort = ({ cls }: RegisteredClass): boolean => cls === of || cls.prototype instanceof of;
    const byId = this.get(text);
    if (byId !== null) return isSort(byId) ? byId.cls : null;
    const wanted = text.toLowerCase();
    const [only, ...others] = [...this.all()].filter(
      (each) => each.cls.name.toLowerCase() === wanted && isSort(each),
    );
    return only === undefined || others.length > 0 ? null : only.cls;
  }

  /** @throws MudlarkError CLASS_UNKNOWN */
  require(cls: EntityClass | string): RegisteredClass {
    const found = typeof cls === "string" ? this.#byId.get(cls) : this.#byClass.get(cls);
    if (found !== undefined) return found;
    if (typeof cls !== "string") {
      throw new MudlarkError(
        "CLASS_UNKNOWN",
        `the class ${cls.name} is not registered; name it in defineGame`,
      );
    }
    const likely = nearest(cls, this.#byId.keys());
    const hint = likely === null ? "" : `; did you mean "${likely}"?`;
    throw new MudlarkError("CLASS_UNKNOWN", `no class is called "${cls}"${hint}`);
  }

  all(): Iterable<RegisteredClass> {
    return this.#byClass.values();
  }

  /** The ids, present and former, of a class and, unless `exact`, of its subclasses. */
  idsOf(cls: EntityClass, exact = false): ReadonlySet<string> {
    const ids = new Set<string>();
    for (const [id, registered] of this.#byId) {
      if (exact ? registered.cls === cls : registered.cls === cls || registered.cls.prototype instanceof cls)
        ids.add(id);
    }
    return ids;
  }

  declarationsOf(record: EntityRecord): Declarations {
    if (this.#broken.has(record)) return noDeclarations;
    return this.#registeredOf(record)?.declarations ?? noDeclarations;
  }

  isStandIn(record: EntityRecord, actual: unknown): boolean {
    return this.#byId.get(record.classId)?.cls !== actual;
  }

  /** Makes the instance of a record: of its class, or, if that cannot be, of the base that stands in. */
  instantiate(record: EntityRecord, init: EntityInit, begin: (entity: Entity) => void): void {
    const registered = this.#registeredOf(record);
    if (registered !== null) {
      try {
        begin(make(registered.cls, init));
        return;
      } catch (error) {
        this.#broken.add(record);
        this.#logger.error("A class failed at making an instance; its base stands in", {
          class: record.classId,
          entity: record.ref,
          error: messageOf(error),
        });
      }
    } else {
      this.#logger.warn("A class is missing; its base stands in", {
        class: record.classId,
        entity: record.ref,
      });
    }
    const standIn = make(this.baseOf(record.kind.name, record.content), init);
    record.instance = standIn;
    try {
      begin(standIn);
    } catch (error) {
      this.#logger.error("atInit of a stand-in failed", { entity: record.ref, error: messageOf(error) });
    }
  }

  /** Its class has changed: what went wrong before does not count any more. */
  forget(record: EntityRecord): void {
    this.#broken.delete(record);
  }

  #registeredOf(record: EntityRecord): RegisteredClass | null {
    const registered = this.#byId.get(record.classId);
    return registered !== undefined && registered.kind === record.kind.name ? registered : null;
  }

  #kindOf(cls: EntityClass): string {
    for (const [kind, bases] of this.#bases) {
      const base = bases.get("");
      if (base !== undefined && (cls === base || cls.prototype instanceof base)) return kind;
    }
    throw new MudlarkError("CLASS_INVALID", `the class ${cls.name} does not extend a class of the engine`);
  }
}

function make(cls: EntityClass, init: EntityInit): Entity {
  return new (cls as ConcreteClass)(init);
}

/** A class inherits the statics of its base; an id is only its own. */
function ownIdOf(cls: EntityClass): string | null {
  return Object.hasOwn(cls, "classId") ? (cls.classId ?? null) : null;
}

function formerIdsOf(cls: EntityClass): readonly string[] {
  return Object.hasOwn(cls, "formerIds") ? (cls.formerIds ?? []) : [];
}

/** A field would be set on each instance and hide the stored attribute behind it, unnoticed. */
function refuseShadows({ cls, declarations }: RegisteredClass, probe: (cls: EntityClass) => Entity): void {
  const names = [...Array.from(declarations.values(), ({ name }) => name), ...marksOfClass(cls).keys()];
  if (names.length === 0) return;
  let instance: Entity;
  try {
    instance = probe(cls);
  } catch {
    // It may need a real entity; should it hide something then, it fails when one is made.
    return;
  }
  for (const name of names) {
    if (!Object.hasOwn(instance, name)) continue;
    throw new MudlarkError(
      "CLASS_INVALID",
      `${cls.name} has a field "${name}", which would hide what is declared under that name; give that a default instead`,
    );
  }
}
