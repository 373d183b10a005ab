import type { AttributePath, Entity, PathStep } from "../../../api.ts";

/** A place in the attributes of an entity: a whole attribute, or a part of what is stored in it. */
export interface AttributePlace {
  readonly entity: Entity;
  readonly path: AttributePath;
  readonly category: string | null;
}

/** What is stored at a place; null when nothing is. */
export function readPlace({ entity, path, category }: AttributePlace): { readonly value: unknown } | null {
  if (!entity.attributes.has(path.name, category)) return null;
  let value = entity.attributes.get(path.name, { category });
  for (const step of path.steps) {
    const part = partOf(value, step);
    if (part === null) return null;
    ({ value } = part);
  }
  return { value };
}

/**
 * Stores a value at a place. The way to it must exist.
 *
 * @returns was it possible?
 * @throws MudlarkError ATTRIBUTE_VALUE when the place does not take the value
 */
export function writePlace(place: AttributePlace, value: unknown): boolean {
  const { entity, path, category } = place;
  const last = path.steps.at(-1);
  if (last === undefined) {
    entity.attributes.add(path.name, value, { category });
    return true;
  }
  const whole = readPlace(aroundOf(place))?.value;
  if (Array.isArray(whole)) return writeToList(whole, last, value);
  if ("insert" in last) return false;
  if (whole instanceof Set) return "append" in last && whole.add(value).has(value);
  if ("append" in last) return false;
  if (whole instanceof Map) return whole.set(keyIn(whole, last.key), value).size > 0;
  if (!isRecord(whole)) return false;
  whole[String(last.key)] = value;
  return true;
}

/**
 * Takes away what is stored at a place; in a list, what follows moves up.
 *
 * @returns was there anything?
 */
export function removePlace(place: AttributePlace): boolean {
  if (readPlace(place) === null) return false;
  const { entity, path, category } = place;
  const last = path.steps.at(-1);
  if (last === undefined) {
    entity.attributes.remove(path.name, { category });
    return true;
  }
  const whole = readPlace(aroundOf(place))?.value;
  if (!("key" in last)) return false;
  if (Array.isArray(whole)) return whole.splice(indexIn(whole, last.key) ?? whole.length, 1).length > 0;
  if (whole instanceof Map) return whole.delete(keyIn(whole, last.key));
  return isRecord(whole) && Reflect.deleteProperty(whole, String(last.key));
}

/** The path as it is typed. */
export function writePath({ name, steps }: AttributePath): string {
  return name + steps.map(writeStep).join("");
}

function writeStep(step: PathStep): string {
  if ("append" in step) return "[+]";
  return "insert" in step ? `[+${step.insert}]` : `[${JSON.stringify(step.key)}]`;
}

function aroundOf(place: AttributePlace): AttributePlace {
  return { ...place, path: { ...place.path, steps: place.path.steps.slice(0, -1) } };
}

function partOf(whole: unknown, step: PathStep): { readonly value: unknown } | null {
  if (!("key" in step)) return null;
  const { key } = step;
  if (Array.isArray(whole)) {
    const index = indexIn(whole, key);
    return index === null ? null : { value: whole[index] };
  }
  if (whole instanceof Map) {
    const known = keyIn(whole, key);
    return whole.has(known) ? { value: whole.get(known) } : null;
  }
  return isRecord(whole) && Object.hasOwn(whole, String(key)) ? { value: whole[String(key)] } : null;
}

function writeToList(list: unknown[], step: PathStep, value: unknown): boolean {
  if ("append" in step) return list.push(value) > 0;
  if ("insert" in step) {
    if (step.insert > list.length) return false;
    list.splice(step.insert, 0, value);
    return true;
  }
  const index = indexIn(list, step.key);
  if (index === null) return false;
  list[index] = value;
  return true;
}

/** Numbers below zero count from the end. */
function indexIn(list: readonly unknown[], key: string | number): number | null {
  const index = typeof key === "number" && key < 0 ? list.length + key : key;
  return Number.isInteger(index) && Number(index) >= 0 && Number(index) < list.length ? Number(index) : null;
}

/** A key that was typed as a number may be a text in the map. */
function keyIn(map: ReadonlyMap<unknown, unknown>, key: string | number): string | number {
  return !map.has(key) && map.has(String(key)) ? String(key) : key;
}

/** The plain objects among what can be stored. */
function isRecord(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const kind: unknown = Object.getPrototypeOf(value);
  return kind === Object.prototype || kind === null;
}
