import { arg, command, escapeMarkup, sep, seq, type CommandContext, type WorldObject } from "../../../api.ts";
import { makeExit, requireExitClass, type Definition } from "./make-exit.ts";
import { mayEdit } from "./may-edit.ts";
import { showNew } from "./show-new.ts";

export const open = command({
  key: "open",
  category: "building",
  locks: "cmd:perm(open) or perm(Builder)",
  help:
    "Make an exit from here to a place that exists, and, after a comma, one that leads back. " +
    "An exit that is here already under that name leads to the new place from then on.",
  examples: ["open gate = Garden", "open gate;g, back;b = #12"],
  needs: ["puppet"],
  args: seq(
    arg.list("exits", arg.objDef("exit", "class"), { max: 2 }),
    sep("="),
    arg.object("destination", { from: "anywhere" }),
  ),
  run(ctx, { exits: [there, back], destination }) {
    if (there !== undefined) requireExitClass(ctx, there);
    if (back !== undefined) requireExitClass(ctx, back);
    if (there !== undefined) openOne(ctx, there, ctx.here, destination);
    if (back !== undefined) openOne(ctx, back, destination, ctx.here);
  },
});

function openOne(ctx: CommandContext, wanted: Definition, from: WorldObject, to: WorldObject): void {
  const present = namesake(from, wanted.name);
  if (present === null) {
    const exit = makeExit(ctx, wanted, from, to);
    return ctx.msg(`You open ${showNew(exit)} from ${escapeMarkup(from.key)} to ${showNew(to)}.`);
  }
  if (present.destination === null) {
    return ctx.fail(`${showNew(present)} has that name already, and is no exit.`);
  }
  if (present.destination === to) {
    return ctx.msg(`${showNew(present)} exists already, and leads to ${showNew(to)}.`);
  }
  if (!mayEdit(ctx, present)) {
    return ctx.fail(`${showNew(present)} exists already, and you may not change where it leads.`);
  }
  present.destination = to;
  return ctx.msg(`${showNew(present)} existed already, and leads to ${showNew(to)} now.`);
}

function namesake(place: WorldObject, name: string): WorldObject | null {
  const wanted = name.toLowerCase();
  const found = place.contents.filter((thing) => thing.key.toLowerCase() === wanted);
  return found.find((thing) => thing.destination !== null) ?? found[0] ?? null;
}
