import { arg, command, escapeMarkup, flag, seq } from "../../../api.ts";
import { Thing } from "../../classes/thing.ts";
import { chosenClass, findClass } from "./class-named.ts";
import { ownerLocks } from "./owner-locks.ts";

export const create = command({
  key: "create",
  category: "building",
  locks: "cmd:perm(create) or perm(Builder)",
  help: "Make one or more things, which you then carry. After a colon stands the class of the thing.",
  examples: ["create lantern;lamp", "create apple, pear", "create lantern:things/lantern.Lantern"],
  switches: { drop: flag("lay them down here") },
  needs: ["puppet"],
  args: seq(arg.list("things", arg.objDef("thing", "class"))),
  run(ctx, { things, switches }) {
    const { puppet, game } = ctx;
    const place = switches.drop ? ctx.here : puppet;
    for (const { name, aliases, option } of things) {
      const cls = option === null ? null : findClass(ctx, option);
      if (cls?.ok === false) {
        ctx.msg(`${escapeMarkup(name)} was not made: ${cls.message}`);
        continue;
      }
      const thing = game.create(cls?.value ?? chosenClass(ctx, Thing), {
        key: name,
        aliases,
        location: place,
        home: place,
        locks: ownerLocks(ctx),
      });
      ctx.msg(`You make ${escapeMarkup(thing.key)} (${thing.ref}).`);
    }
  },
});
