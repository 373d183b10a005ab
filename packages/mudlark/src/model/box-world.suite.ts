/** A small world of boxes, all that can be done in one turn of it, and a model of it that cannot do anything wrong. */
import fc from "fast-check";
import { expect } from "vitest";
import { attr } from "./attributes/declared/attr.ts";
import { plain } from "./attributes/plain.ts";
import { recordKey } from "./entity/entity-record.ts";
import type { Kernel } from "./kernel.ts";
import { WorldObject } from "./object/world-object.ts";

export class Box extends WorldObject.with({
  size: attr.int({ default: 1, index: true }),
  log: attr.list(attr.text()),
  pal: attr.ref<WorldObject>({ nullable: true }),
}) {}

export class Crate extends Box.with({ nails: attr.int({ default: 8 }) }) {}

/** What one box is, in a world that cannot do anything wrong. */
interface ModelBox {
  class: string;
  key: string;
  location: number | null;
  home: number | null;
  /** Another box that it refers to in an attribute, and once more deep inside a value. */
  pal: number | null;
  size: number;
  log: string[];
  db: Record<string, unknown>;
  /** Attributes in a category. */
  notes: Record<string, unknown>;
  /** Tags in a category, with the text that all of them share. */
  labels: Record<string, string | null>;
  aliases: string[];
  tags: string[];
  locks: string;
}

export type Model = Map<number, ModelBox>;

export type Step =
  | { readonly do: "create"; readonly key: string; readonly into: number }
  | { readonly do: "delete"; readonly which: number }
  | { readonly do: "move"; readonly which: number; readonly into: number }
  | { readonly do: "settle"; readonly which: number; readonly into: number }
  | { readonly do: "befriend"; readonly which: number; readonly pal: number }
  | { readonly do: "rename"; readonly which: number; readonly key: string }
  | { readonly do: "size"; readonly which: number; readonly size: number }
  | { readonly do: "log"; readonly which: number; readonly text: string }
  | { readonly do: "set"; readonly which: number; readonly name: string; readonly value: unknown }
  | { readonly do: "unset"; readonly which: number; readonly name: string }
  | { readonly do: "note"; readonly which: number; readonly name: string; readonly value: unknown }
  | { readonly do: "label"; readonly which: number; readonly key: string; readonly data: string | undefined }
  | { readonly do: "alias"; readonly which: number; readonly alias: string }
  | { readonly do: "tag"; readonly which: number; readonly tag: string }
  | { readonly do: "lock"; readonly which: number }
  | { readonly do: "swap"; readonly which: number }
  | { readonly do: "try"; readonly steps: readonly Step[]; readonly fails: boolean };

const word = fc.constantFrom("red", "old", "Big", "oak", "tin");
const which = fc.nat({ max: 6 });
const value = fc.oneof(
  fc.integer(),
  word,
  fc.array(fc.integer(), { maxLength: 3 }),
  fc.record({ a: fc.array(word, { maxLength: 2 }), b: fc.boolean() }, { noNullPrototype: true }),
);
const simple: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant("create" as const), key: word, into: which }),
  fc.record({ do: fc.constant("delete" as const), which }),
  fc.record({ do: fc.constant("move" as const), which, into: which }),
  fc.record({ do: fc.constant("settle" as const), which, into: which }),
  fc.record({ do: fc.constant("befriend" as const), which, pal: which }),
  fc.record({ do: fc.constant("rename" as const), which, key: word }),
  fc.record({ do: fc.constant("size" as const), which, size: fc.nat({ max: 4 }) }),
  fc.record({ do: fc.constant("log" as const), which, text: word }),
  fc.record({ do: fc.constant("set" as const), which, name: word, value }),
  fc.record({ do: fc.constant("unset" as const), which, name: word }),
  fc.record({ do: fc.constant("note" as const), which, name: word, value }),
  fc.record({
    do: fc.constant("label" as const),
    which,
    key: word,
    data: fc.constantFrom(undefined, "north", "south"),
  }),
  fc.record({ do: fc.constant("alias" as const), which, alias: word }),
  fc.record({ do: fc.constant("tag" as const), which, tag: word }),
  fc.record({ do: fc.constant("lock" as const), which }),
  fc.record({ do: fc.constant("swap" as const), which }),
);
const attemptOf = (steps: fc.Arbitrary<Step>): fc.Arbitrary<Step> =>
  fc.record({
    do: fc.constant("try" as const),
    steps: fc.array(steps, { maxLength: 5 }),
    fails: fc.boolean(),
  });
const attempt = attemptOf(
  fc.oneof({ weight: 3, arbitrary: simple }, { weight: 1, arbitrary: attemptOf(simple) }),
);
export const anyStep = fc.oneof({ weight: 3, arbitrary: simple }, { weight: 1, arbitrary: attempt });
export class Planned extends Error {}

/** Does a step in the world and in the model. */
export function perform(kernel: Kernel, model: Model, planned: Step): void {
  const ids = [...model.keys()];
  const pick = (index: number): number | null => ids[index] ?? null;
  if (planned.do === "create") {
    const into = pick(planned.into);
    const box = kernel.create(Box, { key: planned.key, location: into, noHome: true });
    model.set(box.id, {
      class: "Box",
      key: planned.key,
      location: into,
      home: null,
      pal: null,
      size: 1,
      log: [],
      db: {},
      notes: {},
      labels: {},
      aliases: [],
      tags: [],
      locks: box.locks.get(),
    });
    return;
  }
  if (planned.do === "try") {
    tryOut(kernel, model, planned.steps, planned.fails);
    return;
  }
  const id = pick(planned.which);
  const box = id === null ? null : (kernel.objects.get(id) as Box);
  const mine = id === null ? undefined : model.get(id);
  if (id === null || box === null || mine === undefined) return;
  switch (planned.do) {
    case "delete":
      box.delete({ force: true });
      model.delete(id);
      for (const other of model.values()) {
        if (other.location === id) other.location = null;
        if (other.home === id) other.home = null;
        if (other.pal === id) other.pal = null;
      }
      break;
    case "move": {
      const into = pick(planned.into);
      const isLoop = into !== null && isWithin(model, into, id);
      if (isLoop) expect(() => (box.location = kernel.objects.get(into))).toThrow();
      else {
        box.location = into === null ? null : kernel.objects.get(into);
        mine.location = into;
      }
      break;
    }
    case "settle": {
      const home = pick(planned.into);
      box.home = home === null ? null : kernel.objects.get(home);
      mine.home = home;
      break;
    }
    case "befriend": {
      const pal = pick(planned.pal);
      const other = pal === null ? null : kernel.objects.get(pal);
      box.pal = other;
      box.db.circle = { members: [other], first: new Map([["pal", other]]) };
      mine.pal = pal;
      break;
    }
    case "rename":
      box.key = planned.key;
      mine.key = planned.key;
      break;
    case "size":
      box.size = planned.size;
      mine.size = planned.size;
      break;
    case "log":
      box.log.push(planned.text);
      mine.log.push(planned.text);
      break;
    case "set":
      setIn(box, mine, planned.name, planned.value);
      break;
    case "unset":
      delete box.db[planned.name];
      delete mine.db[planned.name.toLowerCase()];
      break;
    case "note":
      box.attributes.add(` ${planned.name}`, planned.value, { category: "Lore " });
      mine.notes[planned.name.toLowerCase()] = structuredClone(planned.value);
      break;
    case "label":
      labelIn(box, model, mine, planned);
      break;
    case "alias":
      box.aliases.add(planned.alias);
      mine.aliases = [...new Set([...mine.aliases, planned.alias.toLowerCase()])].sort();
      break;
    case "tag":
      box.tags.add(planned.tag);
      mine.tags = [...new Set([...mine.tags, planned.tag.toLowerCase()])].sort();
      break;
    case "lock":
      box.locks.add("peek:true()");
      mine.locks = box.locks.get();
      break;
    case "swap": {
      const target = box instanceof Crate ? Box : Crate;
      box.swapClass(target, { runStartHooks: false });
      expect(kernel.objects.get(id)).toBe(box);
      mine.class = target.name;
      break;
    }
  }
}

/** A text that is given is from now on the text of all that bear the label. */
function labelIn(
  box: Box,
  model: Model,
  mine: ModelBox,
  { key, data }: { readonly key: string; readonly data: string | undefined },
): void {
  box.tags.add(key, { category: "Area", ...(data !== undefined && { data }) });
  const folded = key.toLowerCase();
  const bearers = [...model.values()].filter(({ labels }) => folded in labels);
  const shared = data ?? bearers[0]?.labels[folded] ?? null;
  for (const bearer of [...bearers, mine]) bearer.labels[folded] = shared;
}

/** A list grows in place when there is one already. */
function setIn(box: Box, mine: ModelBox, name: string, given: unknown): void {
  const key = name.toLowerCase();
  const present = box.db[name];
  if (Array.isArray(present) && Array.isArray(given)) {
    present.push(...(given as unknown[]));
    (mine.db[key] as unknown[]).push(...(given as unknown[]));
    return;
  }
  box.db[name] = given;
  mine.db[key] = structuredClone(given);
}

function tryOut(kernel: Kernel, model: Model, steps: readonly Step[], fails: boolean): void {
  const before = structuredClone(model);
  const result = kernel.attempt(() => {
    for (const each of steps) perform(kernel, model, each);
    if (fails) throw new Planned();
  });
  if (result.ok) return;
  expect(result.error).toBeInstanceOf(Planned);
  model.clear();
  for (const [id, box] of before) model.set(id, box);
}

function isWithin(model: Model, inner: number, outer: number): boolean {
  for (let at: number | null = inner; at !== null; at = model.get(at)?.location ?? null)
    if (at === outer) return true;
  return false;
}

/** Everything that can be seen of a world, indexes included. */
export function stateOf(kernel: Kernel): unknown {
  return [...kernel.objects].map((object) => {
    const box = object as Box;
    return [
      box.id,
      {
        class: box instanceof Crate ? "Crate" : "Box",
        key: box.key,
        location: box[recordKey].location,
        home: box[recordKey].home,
        pal: box.pal?.id ?? null,
        size: box.size,
        log: plain(box.log),
        db: Object.fromEntries(
          Object.entries(box.db)
            .filter(([name]) => !["size", "log", "pal", "circle"].includes(name))
            .map(([name, held]) => [name, plain(held)]),
        ),
        notes: Object.fromEntries(
          box.attributes.all({ category: "lore" }).map(({ key, value: held }) => [key, plain(held)]),
        ),
        labels: Object.fromEntries(
          box.tags.getTags(undefined, { category: "area" }).map(({ key, data }) => [key, data]),
        ),
        aliases: [...box.aliases.all()],
        tags: box.tags.getTags(undefined, { category: null }).map(({ key }) => key),
        locks: box.locks.get(),
      },
    ];
  });
}

export function modelState(model: Model): unknown {
  return structuredClone([...model].sort(([a], [b]) => a - b));
}
