import {
  arg,
  command,
  escapeMarkup,
  flag,
  optional,
  sep,
  seq,
  type CommandContext,
  type WorldObject,
} from "../../../api.ts";
import { overRows } from "./over-rows.ts";

export const teleport = command({
  key: "teleport",
  protected: true,
  aliases: ["tel"],
  category: "building",
  locks: "cmd:perm(teleport) or perm(Builder)",
  help: "Go somewhere else at once, or send something there. Of an exit, the place is meant to which it leads.",
  examples: [
    "teleport Garden",
    "teleport lantern = Garden",
    "tel #12 to me",
    "teleport/loc Bob",
    "tel/tonone lantern",
  ],
  switches: {
    bulk: flag("also more than 1000 rows of the last list"),
    quiet: flag("tell nobody in the two places"),
    intoexit: flag("into the exit itself, not to where it leads"),
    loc: flag("to the place where the destination is, not into the destination itself"),
    tonone: flag("out of the world; the object is what is named"),
  },
  needs: ["puppet"],
  args: seq(
    arg.object("target", { from: "anywhere" }),
    optional(seq(sep("=", " to "), arg.object("destination", { from: "anywhere" }))),
  ),
  before: overRows,
  run(ctx, { target, destination, switches }) {
    if (switches.tonone) {
      if (destination !== undefined) return ctx.fail("With /tonone there is no destination.");
      return takeAway(ctx, target, switches.quiet);
    }
    const moved: WorldObject = destination === undefined ? requirePuppet(ctx) : target;
    const named = destination ?? target;
    const place = placeMeant(ctx, named, switches);
    requireSense(ctx, moved, place);
    requireMayMove(ctx, moved);
    if (!mayTeleportTo(ctx, moved, place)) {
      return ctx.fail(`You may not teleport ${nameFor(ctx, moved)} to ${nameFor(ctx, place)}.`);
    }
    if (!moved.moveTo(place, { quiet: switches.quiet, moveType: "teleport", useDestination: false })) {
      return ctx.fail(`${nameFor(ctx, moved)} cannot be moved there.`);
    }
    if (moved !== ctx.puppet) ctx.msg(`${nameFor(ctx, moved)} is in ${nameFor(ctx, place)} now.`);
    return undefined;
  },
});

function placeMeant(
  ctx: CommandContext,
  named: WorldObject,
  { intoexit, loc }: { readonly intoexit: boolean; readonly loc: boolean },
): WorldObject {
  if (loc) return named.location ?? ctx.fail(`${nameFor(ctx, named)} is nowhere.`);
  return intoexit ? named : (named.destination ?? named);
}

function takeAway(ctx: CommandContext, object: WorldObject, quiet: boolean): void {
  if (object.location === null) ctx.fail(`${nameFor(ctx, object)} is nowhere already.`);
  if (object.isOnline) ctx.fail(`Somebody plays ${nameFor(ctx, object)}, and has to be somewhere.`);
  requireMayMove(ctx, object);
  if (!object.moveTo(null, { quiet, moveType: "teleport", toNone: true })) {
    ctx.fail(`${nameFor(ctx, object)} cannot be moved.`);
  }
  ctx.msg(`${nameFor(ctx, object)} is nowhere now.`);
}

function requireSense(ctx: CommandContext, moved: WorldObject, place: WorldObject): void {
  if (place === moved) ctx.fail(`${nameFor(ctx, moved)} cannot be inside itself.`);
  if (moved.location === place) {
    ctx.fail(moved === ctx.puppet ? "You are there already." : `${nameFor(ctx, moved)} is there already.`);
  }
  for (let around = place.location; around !== null; around = around.location) {
    if (around === moved) ctx.fail(`${nameFor(ctx, place)} is inside ${nameFor(ctx, moved)}.`);
  }
}

/** The lock `teleport` of a thing is about being sent away by others. */
function requireMayMove(ctx: CommandContext, moved: WorldObject): void {
  if (moved === ctx.puppet || isAdmin(ctx) || moved.access(ctx.puppet, "teleport")) return;
  ctx.fail(`You may not teleport ${nameFor(ctx, moved)}.`);
}

function mayTeleportTo(ctx: CommandContext, moved: WorldObject, place: WorldObject): boolean {
  return isAdmin(ctx) || place === ctx.puppet || place.access(moved, "teleport_here");
}

function isAdmin({ puppet }: CommandContext): boolean {
  return puppet?.permissions.check("Admin") === true;
}

function requirePuppet(ctx: CommandContext): WorldObject {
  return ctx.puppet ?? ctx.fail("You have to be in character for that.");
}

function nameFor({ puppet }: CommandContext, object: WorldObject): string {
  return escapeMarkup(object.getDisplayName(puppet));
}
