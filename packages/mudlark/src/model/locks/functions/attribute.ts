import { type Comparison, comparisonNamed, compareWithText, isTruthy } from "../compare-value.ts";
import type { LockFunction } from "../lock-function.ts";
import { type LockSubject, unwrapSubject } from "../lock-subject.ts";

/** Whose attribute is meant; null when there is no such thing. */
type Bearer = (accessor: LockSubject, accessed: LockSubject) => LockSubject | null;

const ofAccessor: Bearer = (accessor) => unwrapSubject(accessor);
const ofAccessed: Bearer = (_accessor, accessed) => unwrapSubject(accessed);
const ofAccessorsPlace: Bearer = (accessor) => unwrapSubject(accessor).location ?? null;
const ofAccessedPlace: Bearer = (_accessor, accessed) => unwrapSubject(accessed).location ?? null;

/** `attr(name)`, `attr(name, value)`, `attr(name, value, compare=gt)`: of whoever wants something. */
export const attr = attributeFunction(ofAccessor);
/** The same of what they want it of. */
export const objattr = attributeFunction(ofAccessed);
/** The same of the place where they are. */
export const locattr = attributeFunction(ofAccessorsPlace);
/** The same of the place where it is. */
export const objlocattr = attributeFunction(ofAccessedPlace);

/** `attr_gt(name, value)` and its sisters. */
export function attrCompared(comparison: Comparison): LockFunction {
  return attributeFunction(ofAccessor, comparison);
}

function attributeFunction(bearer: Bearer, fixed?: Comparison): LockFunction {
  return ({ list, named }) => {
    const [name = "", value] = list;
    const comparison = fixed ?? comparisonNamed(named.get("compare") ?? list[2] ?? "eq");
    return (accessor, accessed) => {
      const found = read(bearer(accessor, accessed), name);
      if (found === missing) return false;
      return value === undefined ? isTruthy(found) : compareWithText(found, value, comparison);
    };
  };
}

const missing = Symbol("missing");

/** A property of the thing, never one of its methods; else its attribute of that name. */
function read(bearer: LockSubject | null, name: string): unknown {
  if (bearer === null) return missing;
  if (!name.startsWith("_") && name in bearer) {
    const value = (bearer as Readonly<Record<string, unknown>>)[name];
    if (typeof value !== "function" && value !== undefined) return value;
  }
  return bearer.attributes?.has(name) === true ? bearer.attributes.get(name) : missing;
}

/** `holds()`'s question: has it an attribute that equals the text? */
export function hasAttributeEqualTo(bearer: LockSubject, name: string, text: string): boolean {
  const found = read(bearer, name);
  return found !== missing && compareWithText(found, text, "eq");
}
