import { arg, command, escapeMarkup, joinList, sep, seq } from "../../../api.ts";

export const name = command({
  key: "name",
  aliases: ["rename"],
  category: "building",
  locks: "cmd:perm(name) or perm(Builder)",
  help: "Give an object another name. What follows a semicolon are more names, beside those that it has.",
  examples: ["name lantern = old lantern", "name lantern = old lantern;lamp"],
  needs: ["puppet"],
  args: seq(
    arg.object("object", { from: "anywhere", needs: "edit" }),
    sep("="),
    arg.list("names", arg.phrase("name", { max: 255 }), { separator: ";" }),
  ),
  run(ctx, { object, names: [wanted, ...aliases] }) {
    if (wanted === undefined) return ctx.fail("What should it be called?");
    const before = escapeMarkup(object.key);
    object.key = wanted;
    object.aliases.batchAdd(...aliases);
    const others = aliases.length === 0 ? "" : `, and also ${joinList(aliases.map(escapeMarkup))}`;
    return ctx.msg(`${before} (${object.ref}) is called ${escapeMarkup(object.key)} now${others}.`);
  },
});
