import { MudlarkError, messageOf } from "../../../base/errors.ts";
import { recordKey } from "../../entity/entity-record.ts";
import type { EntityRecord } from "../../entity/entity-record.ts";
import { parseLocks } from "../../locks/lock-parser.ts";
import { attributeAddress, checkPlace, foldKey } from "../address.ts";
import { bodyOf } from "../body.ts";
import type { AttributeOwner, AttributeType } from "./attribute-type.ts";
import type { Declaration, Declarations } from "./declarations.ts";

/** The property of a class that holds what it declares itself. */
const declaredKey: unique symbol = Symbol("declared attributes");

interface WithRecord extends AttributeOwner {
  readonly [recordKey]: EntityRecord;
}

/** Gives a fresh class declared attributes as properties. @throws MudlarkError CLASS_INVALID */
export function declareAttributes(
  target: { readonly prototype: object; readonly name: string },
  types: Readonly<Record<string, AttributeType>>,
): void {
  const declarations = Object.entries(types).map(([name, type]) => declarationOf(name, type));
  for (const declaration of declarations) {
    checkName(target, declaration);
    Object.defineProperty(target.prototype, declaration.name, propertyOf(declaration));
  }
  Object.defineProperty(target, declaredKey, { value: declarations });
}

/** What a class declares, inherited attributes included. */
export function declarationsOfClass(target: object): Declarations {
  const found = new Map<string, Declaration>();
  for (let at: object | null = target; at !== null; at = Object.getPrototypeOf(at) as object | null) {
    if (!Object.hasOwn(at, declaredKey)) continue;
    for (const declaration of (at as { readonly [declaredKey]: readonly Declaration[] })[declaredKey]) {
      if (!found.has(declaration.address)) found.set(declaration.address, declaration);
    }
  }
  return found;
}

function declarationOf(name: string, type: AttributeType): Declaration {
  const key = foldKey(name);
  const category = type.options.category === undefined ? null : foldKey(type.options.category);
  return { name, key, category, address: attributeAddress(key, category), type, constant: constantOf(type) };
}

function constantOf(type: AttributeType): Declaration["constant"] {
  const given = type.options.default;
  if (typeof given === "function") return undefined;
  const value: unknown = given === undefined ? type.initial() : given;
  if (value === null) return null;
  const isSimple = ["boolean", "number", "string", "bigint"].includes(typeof value);
  return isSimple ? (value as boolean | number | string | bigint) : undefined;
}

function propertyOf(declaration: Declaration): PropertyDescriptor & ThisType<WithRecord> {
  const { options } = declaration.type;
  const place = { key: declaration.key, category: declaration.category, sort: null };
  return {
    configurable: true,
    enumerable: false,
    get() {
      const record = this[recordKey];
      record.requireLive();
      const value = bodyOf(record).readDeclared(declaration);
      return options.onGet === undefined ? value : options.onGet(value, this);
    },
    set(value: unknown) {
      bodyOf(this[recordKey]).set(place, options.onSet === undefined ? value : options.onSet(value, this));
    },
  };
}

function checkName(
  { prototype, name: className }: { readonly prototype: object; readonly name: string },
  declaration: Declaration,
): void {
  const { name, type, constant } = declaration;
  if (foldKey(name) === "") throw new MudlarkError("CLASS_INVALID", "an attribute needs a name");
  if (name in prototype && !isDeclared(prototype, declaration)) {
    throw new MudlarkError(
      "CLASS_INVALID",
      `the attribute "${name}" would hide ${className}.${name}; call it something else`,
    );
  }
  const problem =
    type.options.default === undefined || constant === undefined ? null : type.problem(constant);
  if (problem !== null) throw new MudlarkError("CLASS_INVALID", `the default of "${name}": ${problem}`);
  checkOptions(declaration, className);
}

function checkOptions({ name, key, category, type }: Declaration, className: string): void {
  const { lock } = type.options;
  try {
    checkPlace({ key, category });
    if (lock !== undefined) parseLocks(lock);
  } catch (error) {
    throw new MudlarkError("CLASS_INVALID", `the attribute "${name}" of ${className}: ${messageOf(error)}`);
  }
}

/** Declaring an inherited attribute again, with another default for instance, is allowed. */
function isDeclared(prototype: object, { name }: Declaration): boolean {
  const owner: unknown = prototype.constructor;
  return (
    typeof owner === "function" &&
    [...declarationsOfClass(owner).values()].some((other) => other.name === name)
  );
}
