import { isDeepStrictEqual } from "node:util";
import { plain } from "../../model/attributes/plain.ts";
import { Entity } from "../../model/entity/entity.ts";
import type { WorldObject } from "../../model/object/world-object.ts";
import { attributeEntry } from "./attribute-entry.ts";
import { placeOf } from "./inherit-fields.ts";
import { invalid } from "./normalise-prototype.ts";
import type { PrototypeFields, PrototypeTag } from "./prototype.ts";
import { originCategory, placeFor } from "./spawn-object.ts";

/** One difference between an object and its prototype, and how to mend it. */
export interface Change {
  readonly kind: "add" | "update" | "remove";
  /** Such as `home`, `attribute hp`, `tag evil`. */
  readonly what: string;
  readonly before: unknown;
  readonly after: unknown;
  /** False when a hook would not have it, and all is as before. */
  readonly apply: () => boolean | void;
}

export interface UpdateOptions {
  /** Take away what the prototype does not say. Default false: what was added by hand stays. */
  readonly exact?: boolean;
}

/** Attributes of the engine itself are nobody's to take away. */
const engineCategory = "mudlark";

/**
 * What has to change for an object to be as its prototype says (`world.md` §16). What the prototype does not speak of
 * stays, unless it is to be exact.
 */
export function planUpdate(
  object: WorldObject,
  fields: PrototypeFields,
  evaluate: (value: unknown) => unknown,
  { exact = false }: UpdateOptions = {},
): readonly Change[] {
  return [
    ...classChange(object, fields),
    ...fieldChanges(object, fields, evaluate),
    ...markChanges(object, fields, exact),
    ...tagChanges(object, fields, exact),
    ...attributeChanges(object, fields, evaluate, exact),
  ];
}

function classChange(object: WorldObject, { class: wanted }: PrototypeFields): Change[] {
  if (wanted === undefined) return [];
  const { id, cls } = object.game.classes.require(wanted);
  if (object.classId === id) return [];
  return [update("class", object.classId, id, () => object.swapClass(cls))];
}

function fieldChanges(
  object: WorldObject,
  fields: PrototypeFields,
  evaluate: (value: unknown) => unknown,
): Change[] {
  const changes: Change[] = [];
  if (fields.key !== undefined) {
    const key = String(evaluate(fields.key));
    changes.push(update("key", object.key, key, () => void (object.key = key)));
  }
  const setters = {
    location: (place: WorldObject | null) =>
      object.moveTo(place, { moveType: "teleport", toNone: place === null }),
    home: (place: WorldObject | null) => void (object.home = place),
    destination: (place: WorldObject | null) => void (object.destination = place),
  } as const;
  for (const name of ["location", "home", "destination"] as const) {
    if (fields[name] === undefined) continue;
    const place = resolvePlace(object, name, evaluate(fields[name]));
    changes.push(update(name, object[name], place, () => setters[name](place)));
  }
  return changes.filter(({ before, after }) => before !== after);
}

/** @throws MudlarkError PROTOTYPE_INVALID */
function resolvePlace(object: WorldObject, field: string, value: unknown): WorldObject | null {
  const place = placeFor(field, value);
  if (place === null || place instanceof Entity) return place as WorldObject | null;
  const found = object.game.objects.byRef(String(place));
  if (found === null) throw invalid([`${field}: there is no object ${String(place)}`]);
  return found;
}

/** Permissions, aliases and locks: all of them together. */
function markChanges(
  object: WorldObject,
  { permissions, aliases, locks }: PrototypeFields,
  exact: boolean,
): Change[] {
  const changes: Change[] = [];
  for (const [name, wanted] of [
    ["permissions", permissions ?? (exact ? [] : null)],
    ["aliases", aliases ?? (exact ? [] : null)],
  ] as const) {
    if (wanted === null) continue;
    const handler = object[name];
    const [before, after] = [handler.all(), wanted.map((one) => one.trim().toLowerCase()).toSorted()];
    if (isDeepStrictEqual([...before], after)) continue;
    changes.push(
      update(name, before, after, () => {
        handler.clear();
        handler.add(after);
      }),
    );
  }
  if (locks === undefined) return changes;
  const before = object.locks.get();
  const entries = locks.split(";").filter((entry) => entry.trim() !== "");
  if (entries.every((entry) => object.locks.all().includes(entry.trim()))) return changes;
  return [...changes, update("locks", before, locks, () => object.locks.add(locks, { overwrite: true }))];
}

function tagChanges(object: WorldObject, { tags }: PrototypeFields, exact: boolean): Change[] {
  const present = object.tags.getTags().filter(({ category }) => category !== originCategory);
  const has = (list: readonly PrototypeTag[], tag: PrototypeTag): boolean =>
    list.some((other) => placeOf(other) === placeOf(tag));
  const isBorne = (tag: PrototypeTag): boolean =>
    present.some(
      (other) => placeOf(other) === placeOf(tag) && (tag.data === null || other.data === tag.data),
    );
  const added = tags.filter((tag) => !isBorne(tag));
  const removed = exact ? present.filter((tag) => tag.category !== engineCategory && !has(tags, tag)) : [];
  return [
    ...added.map((tag): Change => ({
      kind: "add",
      what: `tag ${tag.key}`,
      before: null,
      after: tag,
      apply: () => object.tags.batchAdd([tag.key, tag.category, tag.data]),
    })),
    ...removed.map((tag): Change => ({
      kind: "remove",
      what: `tag ${tag.key}`,
      before: tag,
      after: null,
      apply: () => object.tags.remove(tag.key, tag),
    })),
  ];
}

function attributeChanges(
  object: WorldObject,
  { attrs }: PrototypeFields,
  evaluate: (value: unknown) => unknown,
  exact: boolean,
): Change[] {
  const changes: Change[] = [];
  for (const { key, category, value, locks } of attrs) {
    const present = object.attributes.record(key, { category });
    const [before, after] = [present === null ? null : plain(present.value), evaluate(value)];
    const isSame = present !== null && isDeepStrictEqual(before, plain(after));
    if (isSame && (locks === null || present.locks === locks)) continue;
    changes.push({
      kind: present === null ? "add" : "update",
      what: `attribute ${key}`,
      before,
      after,
      apply: () => object.attributes.batchAdd([attributeEntry({ key, value: after, category, locks })]),
    });
  }
  if (!exact) return changes;
  const wanted = new Set(attrs.map(placeOf));
  const extra = object.attributes
    .all()
    .filter((attribute) => attribute.category !== engineCategory && !wanted.has(placeOf(attribute)));
  return [
    ...changes,
    ...extra.map((attribute): Change => ({
      kind: "remove",
      what: `attribute ${attribute.key}`,
      before: plain(attribute.value),
      after: null,
      apply: () => void attribute.delete(),
    })),
  ];
}

function update(what: string, before: unknown, after: unknown, apply: Change["apply"]): Change {
  return { kind: "update", what, before, after, apply };
}
