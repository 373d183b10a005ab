import { arg, command, optional, sep, seq } from "../../../api.ts";
import { mayEdit } from "./may-edit.ts";
import { showNew } from "./show-new.ts";

export const sethome = command({
  key: "sethome",
  category: "building",
  locks: "cmd:perm(sethome) or perm(Builder)",
  help: "Show the home of an object, or give it another one: where it goes when the place where it is gets destroyed.",
  examples: ["sethome lantern", "sethome lantern = Garden"],
  args: seq(
    arg.object("object", { from: "anywhere" }),
    optional(seq(sep("="), arg.object("home", { from: "anywhere" }))),
  ),
  run(ctx, { object, home }) {
    const name = showNew(object);
    if (home === undefined) {
      return ctx.msg(
        object.home === null ? `${name} has no home.` : `The home of ${name} is ${showNew(object.home)}.`,
      );
    }
    if (!mayEdit(ctx, object)) return ctx.fail(`You may not change the home of ${name}.`);
    if (home === object) return ctx.fail(`${name} cannot be its own home.`);
    if (home === object.home) return ctx.fail(`The home of ${name} is ${showNew(home)} already.`);
    object.home = home;
    return ctx.msg(`The home of ${name} is ${showNew(home)} now.`);
  },
});
