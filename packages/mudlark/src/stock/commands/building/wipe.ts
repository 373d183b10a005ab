import { arg, command, escapeMarkup, joinList, seq, type AttributePath } from "../../../api.ts";
import { removePlace, writePath } from "./attribute-place.ts";
import { enginesOwn, leaveEnginesOwn } from "./engines-own.ts";
import { mayEdit } from "./may-edit.ts";
import { showNew } from "./show-new.ts";

export const wipe = command({
  key: "wipe",
  destructive: true,
  category: "building",
  locks: "cmd:perm(wipe) or perm(Builder)",
  help:
    "Remove attributes of an object or, with an asterisk, of an account: those that are named, or, after a question, " +
    "all of them.",
  examples: ["wipe lantern", "wipe lantern/fuel/owner"],
  args: seq(arg.entityAttribute("object", { from: "anywhere" })),
  async run(ctx, { object: { object: entity, paths, category } }) {
    const name = showNew(entity);
    leaveEnginesOwn(ctx, category);
    if (!mayEdit(ctx, entity)) return ctx.fail(`You may not change ${name}.`);
    if (paths.length > 0) {
      const gone = paths.filter((path) => removePlace({ entity, path, category }));
      if (gone.length === 0) return ctx.fail(`${name} has no such attribute.`);
      const missing = paths.filter((path) => !gone.includes(path));
      if (missing.length > 0) ctx.msg(`${name} has no ${joinList(missing.map(shown), "or")}.`);
      return ctx.msg(`${name} has lost ${joinList(gone.map(shown))}.`);
    }
    const count = own().length;
    if (count === 0) return ctx.fail(`${name} has no attributes.`);
    const all = count === 1 ? "its only attribute" : `all ${count} attributes`;
    if (!(await ctx.confirm(`Remove ${all} of ${name}?`, { default: false }))) {
      return ctx.fail("Nothing was removed.");
    }
    for (const { key, category: its } of own()) entity.attributes.remove(key, { category: its });
    return ctx.msg(`${name} has lost its attributes.`);

    function own(): ReturnType<typeof entity.attributes.all> {
      return entity.attributes.all().filter((attribute) => attribute.category !== enginesOwn);
    }
  },
});

function shown(path: AttributePath): string {
  return escapeMarkup(writePath(path));
}
