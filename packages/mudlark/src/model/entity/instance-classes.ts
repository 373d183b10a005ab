import { recordKey } from "./entity-record.ts";
import type { EntityClass, EntityInit } from "./entity.ts";

type Field = string | symbol;
type Constructor = new (init: EntityInit) => object;

/** What is known about an instance that has had more than one class. */
interface Past {
  /** Classes whose fields it has, private ones too: those cannot be taken away, nor given twice. */
  readonly classes: Set<object>;
  /** Fields of classes that it does not have now, as they were. */
  readonly putAside: Map<Field, PropertyDescriptor>;
}

/**
 * Gives living instances another class (`world.md` §2). An instance stays the same object, for everybody who holds
 * it, so the constructors of the new class run on that object: it gets their fields as a new one would, `#private`
 * ones included. Ordinary fields of the class that it leaves are put aside, and are there again when it comes back.
 */
export class InstanceClasses {
  readonly #probe: (cls: EntityClass) => object;
  readonly #fields = new WeakMap<EntityClass, ReadonlySet<Field>>();
  readonly #pasts = new WeakMap<object, Past>();

  /** @param probe makes an instance that belongs to no entity, to see what fields it has */
  constructor(probe: (cls: EntityClass) => object) {
    this.#probe = probe;
  }

  /**
   * @returns the step that undoes it
   * @throws what a constructor of the class throws; then the instance is what it was
   */
  takeOn(instance: object, cls: EntityClass, init: EntityInit): () => void {
    const before: object = Object.getPrototypeOf(instance) as object;
    const from = before.constructor as EntityClass;
    const past = this.#pastOf(instance, from);
    const [old, wanted] = [this.#fieldsOf(from), this.#fieldsOf(cls)];
    const kept = fieldsIn(instance, [...old, ...wanted]);
    const undo = (): void => {
      Object.setPrototypeOf(instance, before);
      for (const field of [...old, ...wanted]) Reflect.deleteProperty(instance, field);
      for (const [field, descriptor] of kept) Object.defineProperty(instance, field, descriptor);
    };
    for (const field of old) {
      const descriptor = kept.get(field);
      if (wanted.has(field) || descriptor === undefined) continue;
      past.putAside.set(field, descriptor);
      Reflect.deleteProperty(instance, field);
    }
    Object.setPrototypeOf(instance, cls.prototype as object);
    try {
      construct(instance, cls, init, past.classes);
    } catch (error) {
      undo();
      throw error;
    }
    for (const field of wanted) {
      const descriptor = past.putAside.get(field);
      if (descriptor === undefined || Object.hasOwn(instance, field)) continue;
      Object.defineProperty(instance, field, descriptor);
    }
    return undo;
  }

  /** The fields that an instance of the class has besides those of every entity. */
  #fieldsOf(cls: EntityClass): ReadonlySet<Field> {
    let fields = this.#fields.get(cls);
    if (fields === undefined) {
      fields = new Set(this.#ownKeysOf(cls).filter((key) => key !== recordKey && key !== "game"));
      this.#fields.set(cls, fields);
    }
    return fields;
  }

  #ownKeysOf(cls: EntityClass): readonly Field[] {
    try {
      return Reflect.ownKeys(this.#probe(cls));
    } catch {
      // It wants a real entity: then nobody knows, and its fields stay with the instance.
      return [];
    }
  }

  #pastOf(instance: object, cls: EntityClass): Past {
    let past = this.#pasts.get(instance);
    if (past === undefined) {
      past = { classes: new Set(lineOf(cls)), putAside: new Map() };
      this.#pasts.set(instance, past);
    }
    return past;
  }
}

/** The class and what it extends, the class itself first. */
function lineOf(cls: object): object[] {
  const line: object[] = [];
  for (let at: unknown = cls; typeof at === "function"; at = Object.getPrototypeOf(at)) line.push(at);
  return line;
}

/**
 * Runs the constructors of those classes whose fields the instance has not got. For as long as they run, the topmost
 * of them extends a constructor that gives the instance in the place of a new object.
 */
function construct(instance: object, cls: EntityClass, init: EntityInit, had: Set<object>): void {
  const missing = lineOf(cls).filter((one) => !had.has(one));
  const topmost = missing.at(-1);
  if (topmost === undefined) return;
  const base = Object.getPrototypeOf(topmost) as object;
  const giveInstance = function (): object {
    return instance;
  };
  Object.setPrototypeOf(giveInstance, base);
  Object.setPrototypeOf(topmost, giveInstance);
  try {
    Reflect.construct(cls as unknown as Constructor, [init]);
  } finally {
    Object.setPrototypeOf(topmost, base);
    for (const one of missing) had.add(one);
  }
}

function fieldsIn(instance: object, fields: readonly Field[]): ReadonlyMap<Field, PropertyDescriptor> {
  const found = new Map<Field, PropertyDescriptor>();
  for (const field of fields) {
    const descriptor = Object.getOwnPropertyDescriptor(instance, field);
    if (descriptor !== undefined) found.set(field, descriptor);
  }
  return found;
}
