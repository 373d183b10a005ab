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
import { mayEdit } from "./may-edit.ts";
import { showNew } from "./show-new.ts";

export const alias = command({
  key: "alias",
  aliases: ["setobjalias"],
  category: "building",
  locks: "cmd:perm(alias) or perm(setobjalias) or perm(Builder)",
  help:
    "Show the other names of an object, or give it more; what it has already it keeps. " +
    "With nothing after the = it loses all of them.",
  examples: [
    "alias lantern",
    "alias lantern = lamp, light",
    "alias/delete lantern = lamp",
    "alias/category lantern = torch:elvish",
    "alias lantern =",
  ],
  switches: {
    delete: flag("take these names away"),
    category: flag("give names of a category, which stands after a colon"),
  },
  args: seq(
    arg.object("object", { from: "anywhere" }),
    optional(seq(sep("="), optional(arg.list("aliases", arg.phrase("alias", { max: 255 }))))),
  ),
  run(ctx, { object, aliases, switches }) {
    if (ctx.raw.rhs === null && !switches.delete) return ctx.msg(namesOf(object));
    if (!mayEdit(ctx, object)) return ctx.fail(`You may not change the names of ${showNew(object)}.`);
    if (switches.category) {
      addOfCategory(ctx, object, aliases);
    } else if (switches.delete) {
      if (aliases === undefined) return ctx.fail("Which of its names?");
      const unknown = aliases.filter((name) => !object.aliases.has(name));
      if (unknown.length > 0) {
        return ctx.fail(`${showNew(object)} is not called ${joinList(unknown.map(escapeMarkup), "or")}.`);
      }
      object.aliases.remove(aliases);
    } else if (aliases === undefined) object.aliases.clear();
    else object.aliases.add(aliases);
    return ctx.msg(namesOf(object));
  },
});

function addOfCategory(ctx: CommandContext, object: WorldObject, names: readonly string[] = []): void {
  const [, last = "", category = ""] = /^(.*):([^:]+)$/.exec(names.at(-1) ?? "") ?? [];
  const wanted = [...names.slice(0, -1), last].map((name) => name.trim());
  if (wanted.includes("")) ctx.fail("Usage: alias/category object = alias, alias:category");
  object.aliases.add(wanted, { category: category.trim() });
}

function namesOf(object: WorldObject): string {
  const names = object.aliases.all().map(escapeMarkup);
  return names.length === 0
    ? `${showNew(object)} has no other names.`
    : `${showNew(object)} is also called ${joinList(names)}.`;
}
