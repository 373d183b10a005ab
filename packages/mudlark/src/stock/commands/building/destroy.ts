import { arg, command, flag, joinList, seq, type CommandContext, type WorldObject } from "../../../api.ts";
import { builderOf } from "./builder-of.ts";
import { findTargets } from "./find-targets.ts";
import { inSlices } from "./in-slices.ts";
import { showNew } from "./show-new.ts";

export const destroy = command({
  key: "destroy",
  destructive: true,
  aliases: ["delete", "del"],
  category: "building",
  locks: "cmd:perm(destroy) or perm(Builder)",
  help:
    "Destroy things for good, by name or by id; #5-#9 means all of those, %1-20 and %all rows of what was found last. You are asked first. " +
    "With a room go the exits in it and to it; what else is in it goes home.",
  examples: ["destroy lantern", "destroy lantern, box", "destroy #12-#20", "destroy/dry #12-#20"],
  switches: {
    force: flag("do not ask"),
    override: flag("destroy even what somebody plays; the player goes out of character"),
    dry: flag("only show what would be destroyed"),
    bulk: flag("also more than 1000 things"),
  },
  args: seq(arg.list("targets", arg.phrase("target"))),
  async run(ctx, { targets: typed, switches }) {
    const doomed: WorldObject[] = [];
    for (const object of findTargets(ctx, typed)) {
      const refusal = refusalOf(ctx, object, switches.override);
      if (refusal === null) doomed.push(object);
      else ctx.msg(refusal);
    }
    if (doomed.length === 0) return ctx.fail("Nothing is destroyed.");
    if (switches.dry) return ctx.msg(`This would be destroyed: ${namesOf(doomed)}.`);
    if (doomed.length > mostWithoutBulk && !switches.bulk) {
      return ctx.fail(
        `That would be ${doomed.length} objects. destroy/bulk destroys more than ${mostWithoutBulk}.`,
      );
    }
    if (!switches.force && !(await ctx.confirm(`Destroy ${namesOf(doomed)}?`, { default: true }))) {
      return ctx.fail("Nothing is destroyed.");
    }
    return destroyAll(ctx, doomed, switches.override);
  },
});

const mostWithoutBulk = 1000;
const mostNamed = 20;

async function destroyAll(
  ctx: CommandContext,
  doomed: readonly WorldObject[],
  override: boolean,
): Promise<void> {
  let count = 0;
  const isWhole = await inSlices(ctx, doomed, (object) => {
    // An exit may have gone with its room, and much may have happened since the question.
    if (object.isDeleted) return;
    const name = showNew(object);
    const refusal =
      refusalOf(ctx, object, override) ?? (object.delete() ? null : `${name} cannot be destroyed.`);
    if (refusal !== null) ctx.msg(refusal);
    else if (++count <= mostNamed) ctx.msg(`${name} is destroyed.`);
  });
  if (count > mostNamed || !isWhole) ctx.msg(`${isWhole ? "" : "Stopped: "}${count} objects are destroyed.`);
  if (doomed.length === 1) return;
  ctx.game.logger.info("many objects were destroyed", {
    by: ctx.account?.key ?? "",
    wanted: doomed.length,
    destroyed: count,
  });
}

/** Why it stays; null when it may be destroyed. */
function refusalOf(ctx: CommandContext, object: WorldObject, override: boolean): string | null {
  const { puppet, game } = ctx;
  const builder = builderOf(ctx);
  const name = showNew(object);
  if (object.id === game.defaultHomeId) return `${name} is the home of all that has no other, and stays.`;
  if (object.id === game.startLocationId) return `${name} is where new characters begin, and stays.`;
  if (!object.access(builder, "control") && !object.access(builder, "delete")) {
    return `You may not destroy ${name}.`;
  }
  if (object === puppet) return "You cannot destroy yourself.";
  if (object.isOnline && !override) return `Somebody plays ${name}; destroy/override does it nevertheless.`;
  return null;
}

/** Up to four by name and id, more of them by their number. */
function namesOf(objects: readonly WorldObject[]): string {
  if (objects.length <= 4) return joinList(objects.map(showNew));
  if (objects.length > mostNamed) return `${objects.length} objects`;
  return `${objects.length} objects (${objects.map((object) => object.ref).join(", ")})`;
}
