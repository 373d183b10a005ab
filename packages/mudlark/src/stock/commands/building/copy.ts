import {
  arg,
  command,
  escapeMarkup,
  optional,
  sep,
  seq,
  type CommandContext,
  type WorldObject,
} from "../../../api.ts";
import { mayPutInto } from "./may-put-into.ts";
import { ownerLocks } from "./owner-locks.ts";
import { showNew } from "./show-new.ts";

export const copy = command({
  key: "copy",
  category: "building",
  locks: "cmd:perm(copy) or perm(Builder)",
  help:
    "Make things like another one, with all its attributes, tags and locks; what is in it is not copied. After a " +
    "colon stands the place where the copy goes. Without a name, it is called as the original, with _copy behind it.",
  examples: ["copy lantern", "copy lantern = lamp;light", "copy lantern = lamp:here, torch"],
  needs: ["puppet"],
  args: seq(
    arg.object("original", { from: "anywhere", needs: "edit" }),
    optional(seq(sep("="), arg.list("copies", arg.objDef("copy", "place")))),
  ),
  run(ctx, { original, copies = [likeIt(original)] }) {
    if (original.isOnline) return ctx.fail(`${showNew(original)} is played, and cannot be copied.`);
    if (original.isStandIn)
      return ctx.fail(`The class of ${showNew(original)} is missing: it cannot be copied.`);
    // All places first: none is made when one of them is not there.
    const wanted = copies.map(({ name, aliases, option }) => {
      const location = option === null ? original.location : placeNamed(ctx, option);
      return { name, aliases, location };
    });
    for (const each of wanted) {
      const made = copyOf(ctx, original, each);
      ctx.msg(`You make ${showNew(made)}, a copy of ${showNew(original)}.`);
    }
    return undefined;
  },
});

interface Wanted {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly location: WorldObject | null;
}

function likeIt(original: WorldObject): { name: string; aliases: readonly string[]; option: null } {
  const aliases = original.aliases.all().map((alias) => `${alias}_copy`);
  return { name: `${original.key.slice(0, 250)}_copy`, aliases, option: null };
}

function placeNamed(ctx: CommandContext, name: string): WorldObject {
  const place = ctx.puppet?.search(name, { globalSearch: true }) ?? ctx.stop();
  if (mayPutInto(ctx, place)) return place;
  return ctx.fail(`You may not put anything into ${escapeMarkup(place.key)}.`);
}

/** All but the permissions, which are not a builder's to give. */
function copyOf(
  ctx: CommandContext,
  original: WorldObject,
  { name, aliases, location }: Wanted,
): WorldObject {
  const made = original.copy(name, { aliases, location, permissions: false });
  made.locks.add(ownerLocks(ctx), { overwrite: true });
  return made;
}
