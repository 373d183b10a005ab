import {
  arg,
  command,
  escapeMarkup,
  flag,
  joinList,
  optional,
  sep,
  seq,
  type CommandContext,
  type WorldObject,
} from "../../../api.ts";
import { overRows } from "./over-rows.ts";
import { builderOf } from "./builder-of.ts";
import { enginesOwn, leaveEnginesOwn } from "./engines-own.ts";
import { mayEdit } from "./may-edit.ts";
import { listFound } from "./list-found.ts";
import { objectNamed } from "./object-named.ts";
import { showNew } from "./show-new.ts";

export const tag = command({
  key: "tag",
  aliases: ["tags"],
  category: "building",
  locks: "cmd:perm(tag) or perm(Builder)",
  help:
    "Show the tags of an object, add one, or take one away; or find all objects with a tag. After a colon stands the " +
    "category of the tag.",
  examples: [
    "tag lantern",
    "tag lantern = old",
    "tag lantern = wet:weather",
    "tag/del lantern = wet:weather",
    "tag/search old",
  ],
  switches: {
    bulk: flag("also more than 1000 rows of the last list"),
    del: flag("take the tag away; without a tag, all of them"),
    search: flag("find what has the tag; without a colon, in whatever category"),
  },
  args: seq(arg.phrase("object", { max: 255 }), optional(seq(sep("="), arg.text("tag", { max: 255 })))),
  before: overRows,
  run(ctx, { object: named, tag: typed, switches }) {
    if (switches.search) {
      if (typed !== undefined || switches.del) return ctx.fail("Usage: tag/search tag[:category]");
      return searchTag(ctx, ctx.argString.trim());
    }
    const object = objectNamed(ctx, named);
    if (typed === undefined && !switches.del) return ctx.page(listTags(object));
    if (!mayEdit(ctx, object)) return ctx.fail(`You may not change the tags of ${showNew(object)}.`);
    if (typed === undefined) return clearTags(ctx, object);
    const wanted = readTag(typed);
    if (wanted.key === "") return ctx.fail("Which tag?");
    leaveEnginesOwn(ctx, wanted.category);
    const name = `"${escapeMarkup(typed)}"`;
    const { key, category } = wanted;
    const has = object.tags.has(key, { category });
    if (switches.del) {
      if (!has) return ctx.fail(`${showNew(object)} has no tag ${name}.`);
      object.tags.remove(key, { category });
      return ctx.msg(`${showNew(object)} has lost the tag ${name}.`);
    }
    if (has) return ctx.fail(`${showNew(object)} has the tag ${name} already.`);
    object.tags.add(key, { category });
    return ctx.msg(`${showNew(object)} has the tag ${name} now.`);
  },
});

function searchTag(ctx: CommandContext, text: string): void {
  const { key, category } = readTag(text);
  const query = category === null ? { keys: [key] } : { keys: [key], categories: [category] };
  const found = ctx.game
    .searchTag<WorldObject>("object", query)
    .filter((object) => tagsOf(object).some((one) => isSame(one.key, key)))
    .filter((object) => object.access(builderOf(ctx), "search", { default: true }));
  if (found.length === 0) return ctx.fail(`Nothing has the tag "${escapeMarkup(text)}".`);
  return listFound(ctx, found);
}

function isSame(some: string, other: string): boolean {
  return some.toLowerCase() === other.toLowerCase();
}

interface Tag {
  readonly key: string;
  readonly category: string | null;
}

/** Quotes keep a colon from being one that a category stands behind. */
function readTag(text: string): Tag {
  const [, quoted, rest = ""] = /^"((?:[^"\\]|\\.)*)"\s*(:.*)?$/su.exec(text.trim()) ?? [];
  if (quoted !== undefined)
    return { key: quoted.replaceAll(/\\(.)/gsu, "$1"), category: categoryOf(rest.slice(1)) };
  const colon = text.lastIndexOf(":");
  if (colon === -1) return { key: text.trim(), category: null };
  return { key: text.slice(0, colon).trim(), category: categoryOf(text.slice(colon + 1)) };
}

function categoryOf(text: string): string | null {
  const category = text.trim().toLowerCase();
  return category === "" ? null : category;
}

function tagsOf(object: WorldObject): readonly Tag[] {
  return object.tags
    .all({ withCategory: true })
    .map(([key, category]) => ({ key, category }))
    .filter(({ category }) => category !== enginesOwn);
}

function listTags(object: WorldObject): string {
  const tags = tagsOf(object).map(({ key, category }) =>
    escapeMarkup(category === null ? key : `${key} (of ${category})`),
  );
  if (tags.length === 0) return `${showNew(object)} has no tags.`;
  return `${showNew(object)} has the ${tags.length === 1 ? "tag" : "tags"} ${joinList(tags)}.`;
}

function clearTags(ctx: CommandContext, object: WorldObject): void {
  const tags = tagsOf(object);
  if (tags.length === 0) ctx.fail(`${showNew(object)} has no tags.`);
  object.tags.batchRemove(...tags.map(({ key, category }) => [key, category] as const));
  ctx.msg(`${showNew(object)} has lost all its tags.`);
}
