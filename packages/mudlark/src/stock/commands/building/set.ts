import {
  arg,
  command,
  type Entity,
  escapeMarkup,
  flag,
  optional,
  parseLiteral,
  sep,
  seq,
  WorldObject,
  type AttributePath,
  type CommandContext,
} from "../../../api.ts";
import { overRows } from "./over-rows.ts";
import { builderOf } from "./builder-of.ts";
import { tellMistakes } from "../tell-mistakes.ts";
import { readPlace, removePlace, writePath, writePlace, type AttributePlace } from "./attribute-place.ts";
import { classDefaults, showUnset } from "./class-defaults.ts";
import { enginesOwn, leaveEnginesOwn } from "./engines-own.ts";
import { mayEdit } from "./may-edit.ts";
import { setEditor } from "./set-editor.ts";
import { showNew } from "./show-new.ts";
import { showValue, showWholeValue } from "./show-value.ts";
import { findInScope, scopeSwitches } from "./target-scope.ts";

export const set = command({
  key: "set",
  category: "building",
  locks: "cmd:perm(set) or perm(Builder)",
  help:
    "Show, set or remove attributes of an object or, with an asterisk, of an account; of a script or channel with the switch for it. A value is a number, a text, " +
    "true, false, null, a list or an object; $search(name) or $dbref(#12) is the object of that name or id. Nothing " +
    "after the = removes the attribute. Parts of a value stand in square brackets: a key, or a place counted from 0; " +
    "[+] is behind the end of a list, [+2] makes room before place 2.",
  examples: [
    "set lantern/fuel = 10",
    "set lantern/fuel",
    "set lantern/fuel =",
    "set here/desc = A dusty hall.",
    'set lantern/parts = {"oil": [1, 2]}',
    'set lantern/parts["oil"][+] = 3',
    'set lantern/parts["oil"][0] =',
    "set lantern/owner = $search(me)",
    "set/edit lantern/story",
    "set/script weather/sky = grey",
  ],
  switches: {
    ...scopeSwitches,
    edit: flag("write a text line by line, in the editor"),
    bulk: flag("also more than 1000 rows of the last list"),
  },
  args: seq(
    arg.entityAttribute("object", { from: "anywhere", find: findInScope }),
    optional(seq(sep("="), arg.text("value", { empty: true }))),
  ),
  before: overRows,
  run(ctx, { object, value, switches }) {
    const { object: entity, paths, category } = object;
    leaveEnginesOwn(ctx, category);
    if (switches.edit) {
      const [path, ...others] = paths;
      if (path === undefined || others.length > 0 || value !== undefined)
        return ctx.fail("Usage: set/edit object/attribute");
      return ctx.edit(setEditor, { kind: entity.kind, id: entity.id, ...path, category });
    }
    if (value === undefined) return view(ctx, entity, paths, category);
    if (!mayEdit(ctx, entity)) return ctx.fail(`You may not change ${nameOf(ctx, entity)}.`);
    if (paths.length === 0) return ctx.fail("Which attribute? Usage: set object/attribute = value");
    const wanted = value === "" ? null : { value: readValue(ctx, value) };
    for (const path of paths) {
      const place = { entity, path, category };
      if (wanted === null) remove(ctx, place);
      else assign(ctx, place, wanted.value);
    }
    return undefined;
  },
});

function view(
  ctx: CommandContext,
  entity: Entity,
  paths: readonly AttributePath[],
  category: string | null,
): void {
  const isOwn = entity === ctx.puppet || entity === ctx.account;
  if (!isOwn && !mayEdit(ctx, entity) && !entity.access(builderOf(ctx), "examine")) {
    ctx.fail(`You may not examine ${nameOf(ctx, entity)}.`);
  }
  const wanted = paths.length > 0 ? paths.map((path) => ({ entity, path, category })) : all(entity);
  if (wanted.length === 0) return ctx.msg(`${nameOf(ctx, entity)} has no attributes.`);
  const show = wanted.length === 1 ? showWholeValue : showValue;
  const lines = wanted.map((place) => {
    const found = readPlace(place);
    return `${nameOfPlace(ctx, place)} = ${found === null ? showUnset(place) : show(found.value)}`;
  });
  return ctx.page(lines.join("\n"));
}

/** Those of every category but the engine's own, and those that are as the class says. */
function all(entity: Entity): readonly AttributePlace[] {
  const stored = entity.attributes
    .all()
    .filter(({ category }) => category !== enginesOwn)
    .map(({ key, category }) => ({ entity, path: { name: key, steps: [] }, category }));
  return [...stored, ...classDefaults(entity).map(({ place }) => place)];
}

function remove(ctx: CommandContext, place: AttributePlace): void {
  const name = nameOfPlace(ctx, place);
  ctx.msg(removePlace(place) ? `${name} was removed.` : `There is no ${name}.`);
}

function assign(ctx: CommandContext, place: AttributePlace, value: unknown): void {
  if (!tellMistakes(ctx, () => writePlace(place, value))) {
    ctx.fail(
      `There is no place ${nameOfPlace(ctx, place)}. It has to be a part of a list or map that is there; ` +
        "[+] is behind the end of a list.",
    );
  }
  const shown = shownAfterwards(place);
  ctx.msg(`${nameOfPlace(ctx, shown)} is now ${showValue(readPlace(shown)?.value ?? null)}.`);
}

/** What was put behind or between others is shown with them. */
function shownAfterwards({ path, ...place }: AttributePlace): AttributePlace {
  const last = path.steps.at(-1);
  const isNew = last !== undefined && !("key" in last);
  return { ...place, path: isNew ? { ...path, steps: path.steps.slice(0, -1) } : path };
}

function nameOf({ puppet }: CommandContext, entity: Entity): string {
  if (!(entity instanceof WorldObject)) return showNew(entity);
  return escapeMarkup(puppet === null ? entity.key : entity.getDisplayName(puppet));
}

function nameOfPlace(ctx: CommandContext, { entity, path, category }: AttributePlace): string {
  const name = writePath(path) + (category === null ? "" : `:${category}`);
  return `${nameOf(ctx, entity)}/${escapeMarkup(name)}`;
}

/** What reads as a value is one, also with objects in it, as in `[$search(me), 3]`; everything else is text. */
function readValue(ctx: CommandContext, text: string): unknown {
  const literal = parseLiteral(text);
  if (literal !== null) return literal.value;
  const names: string[] = [];
  const marked = text.replaceAll(stringOrObject, (whole: string, name: string | undefined) => {
    if (name === undefined) return whole;
    names.push(name.trim());
    return JSON.stringify(`${objectMark}${names.length - 1}`);
  });
  const withObjects = names.length === 0 ? null : parseLiteral(marked);
  return withObjects === null
    ? text
    : putObjects(withObjects.value, (at) => namedObject(ctx, names[at] ?? ""));
}

/** What stands in quotes is no call. */
const stringOrObject =
  /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\$(?:search|obj|dbref)\(((?:[^()]|\([^()]*\))+)\)/gsu;

/** No line that is typed holds this letter. */
const objectMark = "\0";

function putObjects(value: unknown, objectAt: (index: number) => Entity): unknown {
  if (typeof value === "string" && value.startsWith(objectMark)) return objectAt(Number(value.slice(1)));
  if (Array.isArray(value)) return value.map((item) => putObjects(item, objectAt));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, putObjects(item, objectAt)]));
}

/** Who keeps something in an attribute may later do more with it than look: it has to be theirs to change. */
function namedObject(ctx: CommandContext, name: string): Entity {
  const found = ctx.puppet?.search(name, { globalSearch: true }) ?? ctx.stop();
  return mayEdit(ctx, found) ? found : ctx.fail(`You may not use ${nameOf(ctx, found)} as a value.`);
}
