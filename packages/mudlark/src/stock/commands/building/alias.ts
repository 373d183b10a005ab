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
    category: flag("only names of the category that stands after the last colon"),
  },
  args: seq(
    arg.object("object", { from: "anywhere" }),
    optional(seq(sep("="), optional(arg.list("aliases", arg.phrase("alias", { max: 255 }))))),
  ),
  run(ctx, { object, aliases, switches }) {
    if (ctx.raw.rhs === null && !switches.delete) return ctx.msg(namesOf(object));
    if (!mayEdit(ctx, object)) return ctx.fail(`You may not change the names of ${showNew(object)}.`);
    const { names, category } = switches.category
      ? ofCategory(ctx, aliases)
      : { names: aliases, category: null };
    if (switches.delete) {
      takeAway(ctx, object, names ?? ctx.fail("Which of its names?"), category);
    } else if (names === undefined) object.aliases.clear();
    else
      object.aliases.add(
        names.filter((name) => name.toLowerCase() !== object.key.toLowerCase()),
        { category },
      );
    return ctx.msg(namesOf(object));
  },
});

interface NamesOfCategory {
  readonly names: readonly string[];
  readonly category: string;
}

function ofCategory(ctx: CommandContext, typed: readonly string[] = []): NamesOfCategory {
  const [, last = "", category = ""] = /^(.*):([^:]+)$/.exec(typed.at(-1) ?? "") ?? [];
  const names = [...typed.slice(0, -1), last].map((name) => name.trim());
  if (names.includes("")) ctx.fail("Usage: alias/category object = alias, alias:category");
  return { names, category: category.trim().toLowerCase() };
}

/** Without a category, names of every one of them go. */
function takeAway(
  ctx: CommandContext,
  object: WorldObject,
  names: readonly string[],
  category: string | null,
): void {
  const isNamed = (name: string, alias: string): boolean => name.toLowerCase() === alias.toLowerCase();
  const present = object.aliases
    .all({ withCategory: true })
    .filter(([, its]) => category === null || its === category);
  const unknown = names.filter((name) => !present.some(([alias]) => isNamed(name, alias)));
  if (unknown.length > 0) {
    ctx.fail(`${showNew(object)} is not called ${joinList(unknown.map(escapeMarkup), "or")}.`);
  }
  object.aliases.batchRemove(...present.filter(([alias]) => names.some((name) => isNamed(name, alias))));
}

function namesOf(object: WorldObject): string {
  const names = object.aliases.all().map(escapeMarkup);
  return names.length === 0
    ? `${showNew(object)} has no other names.`
    : `${showNew(object)} is also called ${joinList(names)}.`;
}
