import {
  arg,
  command,
  escapeMarkup,
  flag,
  MudlarkError,
  optional,
  seq,
  type ContextWith,
  type Prototype,
  type PrototypeOptions,
} from "../../../api.ts";
import { tellMistakes } from "../tell-mistakes.ts";
import { mayPutInto } from "./may-put-into.ts";
import { ownerLocks } from "./owner-locks.ts";
import { showNew } from "./show-new.ts";
import { showValue } from "./show-value.ts";
import { spawnEditor } from "./spawn-editor.ts";
import { openSpawnMenu } from "./spawn-menu.ts";
import { inSlices } from "./in-slices.ts";
import { readRecipe } from "./recipe.ts";

type Context = ContextWith<"puppet">;

/** More objects than that are brought up to date only when `/bulk` says so. */
const mostWithoutBulk = 1000;

export const spawn = command({
  key: "spawn",
  aliases: ["olc"],
  category: "building",
  locks: "cmd:perm(spawn) or perm(Builder)",
  help:
    "Make things from prototypes, which are recipes for things. Name one, or write one between braces: its key, its " +
    "class, tags, locks and so on, and everything else as an attribute. Texts in it may call functions such as " +
    "$randint(1, 6), $choice(red, blue) or $protkey(key), which are worked out for each thing. Where the prototype " +
    "says nothing of a location, the thing appears where you are. A prototype that is saved can be changed by saving " +
    "it again; /update then brings the things up to date that were made from it.",
  examples: [
    "spawn goblin",
    'spawn {prototypeParent: "goblin", key: "goblin chief", hp: 40}',
    "spawn/list",
    "spawn/list gob",
    "spawn/search gob; evil, green",
    "spawn/show goblin",
    "spawn/raw goblin",
    'spawn/save goblin; a small foe; evil = {key: "goblin", hp: "$randint(8, 12)"}',
    "spawn/edit goblin chief",
    "spawn/menu goblin chief",
    "spawn/update goblin",
    "spawn/delete goblin",
  ],
  switches: {
    noloc: flag("put the thing nowhere"),
    list: flag("list prototypes whose key has these letters"),
    search: flag("list prototypes by letters of the key and, after a semicolon, by tags"),
    show: flag("show what a prototype gives, with all that it builds on"),
    examine: flag("the same as show"),
    raw: flag("show a prototype as it was written"),
    save: flag("keep a prototype"),
    edit: flag("write a prototype line by line, in the editor"),
    menu: flag("change a prototype field by field, in a menu"),
    olc: flag("the same as menu"),
    update: flag("bring up to date what was made from a prototype"),
    bulk: flag("with update: also more than 1000 things"),
    delete: flag("remove a prototype; what was made from it stays"),
  },
  needs: ["puppet"],
  args: seq(optional(arg.text("prototype"))),
  async run(ctx, { prototype: typed = "", switches }) {
    if (switches.list || switches.search) return list(ctx, typed);
    if (typed === "") return ctx.fail("Spawn what? spawn/list shows what there is.");
    if (switches.save) return await save(ctx, typed);
    if (switches.edit) return ctx.edit(spawnEditor, { key: typed });
    if (switches.menu || switches.olc) return openSpawnMenu(ctx, typed);
    if (switches.delete) return await remove(ctx, typed);
    if (switches.update) return await update(ctx, typed, switches.bulk);
    if (switches.raw) return ctx.page(showValue(require(ctx, typed).fields));
    if (switches.show || switches.examine) return show(ctx, require(ctx, typed));
    return make(ctx, typed, switches.noloc);
  },
});

function make(ctx: Context, typed: string, isNowhere: boolean): void {
  const { game, puppet } = ctx;
  const what = typed.startsWith("{") ? recipeIn(ctx, typed) : require(ctx, typed).prototypeKey;
  for (const key of typeof what === "string" ? [what] : parentKeys(what))
    mayUse(ctx, require(ctx, key), "spawn");
  const location = isNowhere ? null : puppet.location;
  const options = { caller: puppet, location, locks: ownerLocks(ctx).join(";") };
  const made = tellMistakes(ctx, () =>
    game.whole(() => {
      const object = game.prototypes.spawn(what, options);
      const { location: place } = object;
      if (place === null || mayPutInto(ctx, place)) return object;
      throw new MudlarkError("PROTOTYPE_INVALID", `you may not put anything into ${place.key}`);
    }),
  );
  ctx.msg(`You make ${showNew(made)}.`);
}

function list(ctx: Context, typed: string): void {
  const { game, puppet } = ctx;
  const [text = "", tags = ""] = typed.split(";", 2);
  const wanted = tags.split(",").filter((tag) => tag.trim() !== "");
  const found = game.prototypes
    .search(text, wanted)
    .filter((prototype) => game.prototypes.mayUse(prototype, puppet, "spawn"));
  if (found.length === 0) {
    const isAnything = typed.trim() === "";
    return ctx.msg(
      isAnything ? "There are no prototypes yet. spawn/save makes one." : "There is no such prototype.",
    );
  }
  return ctx.page({ count: found.length, row: (at) => rowOf(found[at]) });
}

function rowOf(prototype: Prototype | undefined): string {
  if (prototype === undefined) return "";
  const { prototypeKey, prototypeDesc, prototypeTags } = prototype;
  const tagged = prototypeTags.length === 0 ? "" : ` (${prototypeTags.join(", ")})`;
  return escapeMarkup(`${prototypeKey}${tagged}${prototypeDesc === "" ? "" : `: ${prototypeDesc}`}`);
}

function show(ctx: Context, prototype: Prototype): void {
  const { game } = ctx;
  const { prototypeKey, prototypeDesc, prototypeLocks, parents } = prototype;
  const { tags, attrs, nattributes, ...fields } = tellMistakes(ctx, () =>
    game.prototypes.fieldsOf(prototype),
  );
  const from = game.prototypes.isFromCode(prototypeKey) ? ", part of the game's code" : "";
  const names = parents.map((parent) => (typeof parent === "string" ? parent : parent.prototypeKey));
  ctx.page(
    [
      escapeMarkup(`Prototype ${prototypeKey}${from}`),
      ...(prototypeDesc === "" ? [] : [escapeMarkup(prototypeDesc)]),
      ...(names.length === 0 ? [] : [escapeMarkup(`Builds on: ${names.join(", ")}`)]),
      `Locks: ${escapeMarkup(prototypeLocks)}`,
      ...Object.entries(fields).map(([name, value]) => `${name}: ${showValue(nameOfClass(value))}`),
      ...tags.map(
        ({ key, category }) => `tag ${escapeMarkup(category === null ? key : `${key} (${category})`)}`,
      ),
      ...attrs.map(({ key, value }) => `attribute ${escapeMarkup(key)}: ${showValue(value)}`),
      ...Object.entries(nattributes).map(
        ([name, value]) => `in memory ${escapeMarkup(name)}: ${showValue(value)}`,
      ),
    ].join("\n"),
  );
}

/** Saves `key; description; tags = {…}`. */
async function save(ctx: Context, typed: string): Promise<void> {
  const { game } = ctx;
  const at = typed.indexOf("=");
  if (at === -1) ctx.fail("Usage: spawn/save key; description; tags = {…}");
  const [key = "", desc = "", tags = ""] = typed
    .slice(0, at)
    .split(";", 3)
    .map((part) => part.trim());
  if (key === "") ctx.fail("Under which key is it to be saved?");
  const known = game.prototypes.get(key);
  if (known !== null) mayUse(ctx, known, "edit");
  const recipe = recipeIn(ctx, typed.slice(at + 1).trim());
  const options: PrototypeOptions = {
    ...recipe,
    prototypeKey: key,
    ...(desc !== "" && { prototypeDesc: desc }),
    ...(tags !== "" && { prototypeTags: tags.split(",").map((tag) => tag.trim()) }),
  };
  const problems = game.prototypes.problems(options);
  if (problems.length > 0) ctx.fail(`It was not saved.\n${escapeMarkup(problems.join("\n"))}`);
  const question = `There is a prototype "${escapeMarkup(key)}" already. Replace it?`;
  if (known !== null && !(await ctx.confirm(question, { default: true }))) ctx.fail("Nothing was saved.");
  const { prototypeKey } = tellMistakes(ctx, () => game.prototypes.save(options));
  const count = game.prototypes.spawned(prototypeKey).length;
  const hint =
    count === 0 ? "" : ` spawn/update ${prototypeKey} brings the ${count} up to date that were made from it.`;
  ctx.msg(escapeMarkup(`Saved: ${prototypeKey}.${hint}`));
}

async function remove(ctx: Context, typed: string): Promise<void> {
  const prototype = require(ctx, typed);
  mayUse(ctx, prototype, "edit");
  const { prototypeKey } = prototype;
  if (!(await ctx.confirm(`Remove the prototype "${escapeMarkup(prototypeKey)}"?`, { default: true }))) {
    ctx.fail("Nothing was removed.");
  }
  tellMistakes(ctx, () => ctx.game.prototypes.delete(prototypeKey));
  ctx.msg(escapeMarkup(`Removed: ${prototypeKey}. What was made from it stays.`));
}

async function update(ctx: Context, typed: string, mayBeMany: boolean): Promise<void> {
  const { game, puppet } = ctx;
  const { prototypeKey } = require(ctx, typed);
  const objects = game.prototypes
    .spawned(prototypeKey)
    .filter((object) => object.access(puppet, "edit") || object.access(puppet, "control"));
  if (objects.length === 0) ctx.fail("Nothing that you may change was made from it.");
  if (objects.length > mostWithoutBulk && !mayBeMany) {
    ctx.fail(`There are ${objects.length}. spawn/update/bulk does more than ${mostWithoutBulk}.`);
  }
  const things = objects.length === 1 ? "one thing" : `${objects.length} things`;
  if (!(await ctx.confirm(`Bring ${things} up to date?`, { default: true })))
    ctx.fail("Nothing was changed.");
  let changed = 0;
  const isWhole = await inSlices(ctx, objects, (object) => {
    if (object.isDeleted) return;
    const isChanged = tellMistakes(ctx, () =>
      game.prototypes.update(prototypeKey, object, { caller: puppet }),
    );
    if (isChanged) changed++;
  });
  ctx.msg(`${isWhole ? "" : "Stopped. "}Changed: ${changed} of ${objects.length}.`);
}

function require(ctx: Context, key: string): Prototype {
  const found = ctx.game.prototypes.get(key);
  if (found !== null) return found;
  const [near] = ctx.game.prototypes.search(key);
  const hint = near === undefined ? "spawn/list shows what there is." : `Is it "${near.prototypeKey}"?`;
  return ctx.fail(escapeMarkup(`There is no prototype "${key}". ${hint}`));
}

function mayUse(ctx: Context, prototype: Prototype, type: "spawn" | "edit"): void {
  const { game, puppet } = ctx;
  if (game.prototypes.mayUse(prototype, puppet, type)) return;
  const name = `"${escapeMarkup(prototype.prototypeKey)}"`;
  if (type === "spawn") ctx.fail(`You may not use the prototype ${name}.`);
  const isCode = game.prototypes.isFromCode(prototype.prototypeKey);
  ctx.fail(`You may not change the prototype ${name}${isCode ? "; it is part of the game's code" : ""}.`);
}

/** What is written between braces. What runs code is for developers. */
function recipeIn(ctx: Context, text: string): PrototypeOptions {
  const recipe = readRecipe(text, ctx.account);
  return recipe.ok ? recipe.options : ctx.fail(recipe.problem);
}

/** The keys of what a recipe builds on, however deep it is written there. */
function parentKeys({ prototypeParent: parents = [] }: PrototypeOptions): readonly string[] {
  const list = Array.isArray(parents) ? (parents as readonly unknown[]) : [parents];
  return list.flatMap((parent) => {
    if (typeof parent === "string") return [parent];
    return typeof parent === "object" && parent !== null ? parentKeys(parent as PrototypeOptions) : [];
  });
}

function nameOfClass(value: unknown): unknown {
  return typeof value === "function" ? value.name : value;
}
