import { MudlarkError } from "../../base/errors.ts";
import type { MarkBearer, MarkType } from "./mark-type.ts";

/** The property of a class that holds the marks that it declares itself. */
const declaredKey: unique symbol = Symbol("declared marks");

type Marks = Readonly<Record<string, MarkType>>;

/** Gives a fresh class marks as properties. @throws MudlarkError CLASS_INVALID */
export function declareMarks(
  target: { readonly prototype: object; readonly name: string },
  marks: Marks,
): void {
  for (const [name, type] of Object.entries(marks)) {
    if (name.trim() === "" || name in target.prototype) {
      throw new MudlarkError(
        "CLASS_INVALID",
        `"${name}" would hide ${target.name}.${name}; call it something else`,
      );
    }
    Object.defineProperty(target.prototype, name, propertyOf(name, type));
  }
  Object.defineProperty(target, declaredKey, { value: marks });
}

/** What a class declares, inherited marks included. */
export function marksOfClass(target: object): ReadonlyMap<string, MarkType> {
  const found = new Map<string, MarkType>();
  for (let at: object | null = target; at !== null; at = Object.getPrototypeOf(at) as object | null) {
    if (!Object.hasOwn(at, declaredKey)) continue;
    for (const [name, type] of Object.entries((at as { readonly [declaredKey]: Marks })[declaredKey]))
      found.set(name, type);
  }
  return found;
}

/** Gives a new entity the marks with which its class begins. */
export function createDeclaredMarks(entity: MarkBearer): void {
  for (const [name, type] of marksOfClass(entity.constructor)) type.create(entity, name);
}

function propertyOf(name: string, type: MarkType): PropertyDescriptor & ThisType<MarkBearer> {
  return {
    configurable: true,
    enumerable: false,
    get() {
      return type.read(this, name);
    },
    set(value: never) {
      type.write(this, name, value);
    },
  };
}
