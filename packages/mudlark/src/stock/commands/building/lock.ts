import {
  arg,
  command,
  escapeMarkup,
  flag,
  optional,
  sep,
  seq,
  type CommandContext,
  type Entity,
} from "../../../api.ts";
import { outranks } from "../outranks.ts";
import { overRows } from "./over-rows.ts";
import { builderOf } from "./builder-of.ts";
import { showNew } from "./show-new.ts";

export const lock = command({
  key: "lock",
  aliases: ["locks"],
  category: "building",
  locks: "cmd:perm(lock) or perm(locks) or perm(Builder)",
  help:
    "Show the locks of an object or, with an asterisk, of an account; or one of them; or set some. A lock says who may do one thing with it; " +
    "who may change the lock |wcontrol|n needs to have control.",
  examples: [
    "lock lantern",
    "lock lantern/get",
    "lock lantern = get:perm(Builder)",
    "lock lantern = get:all();edit:id(12)",
    "lock/del lantern/get",
    "lock *Bob = msg:false()",
  ],
  switches: {
    view: flag("show the locks, as without it"),
    del: flag("take the lock away"),
    bulk: flag("also more than 1000 rows of the last list"),
  },
  args: seq(
    arg.entityAttribute("object", { from: "anywhere" }),
    optional(seq(sep("="), arg.lockString("lock"))),
  ),
  before: overRows,
  run(ctx, { object: { object, paths, category }, lock: text, switches }) {
    const types = paths.map((path) => path.name);
    if (types.length > 1) return ctx.fail("One lock at a time, please.");
    if (category !== null) return ctx.fail("What a lock asks for stands after a =: lock box = get:false()");
    const [type] = types;
    if (text !== undefined) {
      if (switches.del || switches.view) {
        return ctx.fail(`With /${switches.del ? "del" : "view"} nothing can stand after the =.`);
      }
      if (type !== undefined) return ctx.fail("Write the sort of access after the =: lock box = get:false()");
      const set = new Set(ctx.game.locks.parse(text).map(({ accessType }) => accessType));
      requireMayLock(ctx, object, [...set]);
      object.locks.add(text, { overwrite: true });
      const now = [...set].map((each) => escapeMarkup(object.locks.get(each)));
      return ctx.msg(
        `${showNew(object)} has ${set.size === 1 ? "this lock" : "these locks"} now: ${now.join("; ")}`,
      );
    }
    if (switches.del && switches.view) return ctx.fail("Either /view or /del, not both.");
    if (!switches.del) {
      if (!object.access(builderOf(ctx), "examine"))
        return ctx.fail(`You may not examine ${showNew(object)}.`);
      return ctx.msg(show(object, type ?? null));
    }
    if (type === undefined) return ctx.fail("Which lock? Usage: lock/del object/access");
    requireMayLock(ctx, object, [type]);
    if (!object.locks.remove(type))
      return ctx.fail(`${showNew(object)} has no lock "${escapeMarkup(type)}".`);
    return ctx.msg(`${showNew(object)} has lost its lock "${escapeMarkup(type)}".`);
  },
});

function requireMayLock(ctx: CommandContext, object: Entity, types: readonly string[]): void {
  const isAbove = outranks(object, ctx.account);
  const controls = !isAbove && object.access(builderOf(ctx), "control");
  if (controls || (!isAbove && !types.includes("control") && object.access(builderOf(ctx), "edit"))) return;
  ctx.fail(`You may not change that lock of ${showNew(object)}.`);
}

function show(object: Entity, type: string | null): string {
  const locks = type === null ? object.locks.all() : [object.locks.get(type)].filter((text) => text !== "");
  if (locks.length === 0) {
    return `${showNew(object)} has no ${type === null ? "locks" : `lock "${escapeMarkup(type)}"`}.`;
  }
  return [`The locks of ${showNew(object)}:`, ...locks.map((text) => `  ${escapeMarkup(text)}`)].join("\n");
}
