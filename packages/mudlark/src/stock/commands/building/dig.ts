import {
  arg,
  command,
  flag,
  optional,
  sep,
  seq,
  type CommandContext,
  type WorldObject,
} from "../../../api.ts";
import { Room } from "../../classes/room.ts";
import { classNamed } from "./class-named.ts";
import { makeExit, namesakeNote, requireExitClass, type Definition } from "./make-exit.ts";
import { ownerLocks } from "./owner-locks.ts";
import { showNew, withExits } from "./show-new.ts";

export const dig = command({
  key: "dig",
  category: "building",
  locks: "cmd:perm(dig) or perm(Builder)",
  help:
    "Make a room, an exit that leads there from here, and one that leads back; either may be left out. " +
    "After a colon stands the class of each.",
  examples: ["dig Garden = garden;g, back;b", "dig Cave = , out;o", "dig/teleport Attic"],
  switches: { teleport: flag("go there at once") },
  needs: ["puppet"],
  args: seq(
    arg.objDef("room", "class"),
    optional(seq(sep("="), arg.list("exits", arg.objDef("exit", "class"), { max: 2, gaps: true }))),
  ),
  run(ctx, { room: { name, aliases, option }, exits = [], switches }) {
    for (const exit of exits) if (exit !== null) requireExitClass(ctx, exit);
    const from = exits.length === 0 ? null : ctx.here;
    const room = ctx.game.create(classNamed(ctx, option, Room), {
      key: name,
      aliases,
      locks: ownerLocks(ctx),
    });
    const made = from === null ? [] : makeExits(ctx, exits, from, room);
    ctx.msg(`You dig ${showNew(room)}${withExits(made)}.${namesakeNote(made)}`);
    if (switches.teleport) ctx.puppet.moveTo(room, { moveType: "teleport" });
  },
});

/** One there and one back, as far as they are wished for. */
function makeExits(
  ctx: CommandContext,
  [there, back]: readonly (Definition | null)[],
  from: WorldObject,
  room: WorldObject,
): WorldObject[] {
  return [
    ...(there === undefined || there === null ? [] : [makeExit(ctx, there, from, room)]),
    ...(back === undefined || back === null ? [] : [makeExit(ctx, back, room, from)]),
  ];
}
