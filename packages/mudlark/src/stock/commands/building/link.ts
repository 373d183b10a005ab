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
import { Exit } from "../../classes/exit.ts";
import { mayEdit } from "./may-edit.ts";
import { showNew } from "./show-new.ts";

export const link = command({
  key: "link",
  category: "building",
  locks: "cmd:perm(link) or perm(Builder)",
  help: "Show where an exit leads, or let it lead somewhere else; with nothing after the = it leads nowhere.",
  examples: ["link gate", "link gate = Garden", "link gate =", "link/twoway gate = #14"],
  switches: { twoway: flag("what stands after the = is an exit, too, and each leads to where the other is") },
  args: seq(
    arg.object("exit", { from: "anywhere" }),
    optional(seq(sep("="), optional(arg.object("destination", { from: "anywhere" })))),
  ),
  run(ctx, { exit, destination, switches }) {
    if (ctx.raw.rhs === null) return ctx.msg(leadsWhere(exit));
    if (destination === undefined) return unlinkExit(ctx, exit);
    if (destination === exit) return ctx.fail("It cannot lead to itself.");
    if (!switches.twoway) return linkTo(ctx, exit, destination);
    if (exit.location === null || destination.location === null) {
      return ctx.fail("Both have to be somewhere.");
    }
    requireEdit(ctx, destination);
    linkTo(ctx, exit, destination.location);
    return linkTo(ctx, destination, exit.location);
  },
});

/** Takes away where it leads. */
export function unlinkExit(ctx: CommandContext, exit: WorldObject): void {
  requireEdit(ctx, exit);
  if (exit.destination === null) ctx.fail(`${showNew(exit)} leads nowhere already.`);
  exit.destination = null;
  ctx.msg(`${showNew(exit)} leads nowhere now.`);
}

function linkTo(ctx: CommandContext, exit: WorldObject, destination: WorldObject): void {
  requireEdit(ctx, exit);
  exit.destination = destination;
  const note = exit instanceof Exit ? "" : " It is no exit by its class: was it meant as one?";
  ctx.msg(`${showNew(exit)} leads to ${showNew(destination)} now.${note}`);
}

function requireEdit(ctx: CommandContext, exit: WorldObject): void {
  if (mayEdit(ctx, exit)) return;
  ctx.fail(`You may not change where ${escapeMarkup(exit.key)} leads.`);
}

function leadsWhere(exit: WorldObject): string {
  return exit.destination === null
    ? `${showNew(exit)} leads nowhere.`
    : `${showNew(exit)} leads to ${showNew(exit.destination)}.`;
}
