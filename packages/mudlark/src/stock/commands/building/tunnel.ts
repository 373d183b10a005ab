import {
  arg,
  command,
  type Direction,
  directionNamed,
  escapeMarkup,
  flag,
  optional,
  sep,
  seq,
} from "../../../api.ts";
import { Room } from "../../classes/room.ts";
import { classNamed } from "./class-named.ts";
import { makeExit, namesakeNote, requireExitClass, type Definition } from "./make-exit.ts";
import { ownerLocks } from "./owner-locks.ts";
import { showNew, withExits } from "./show-new.ts";

export const tunnel = command({
  key: "tunnel",
  aliases: ["tun"],
  category: "building",
  locks: "cmd:perm(tunnel) or perm(Builder)",
  help:
    "Make a room in one of the usual directions, with an exit there and one back: n, ne, e, se, s, sw, w, nw, " +
    "u, d, i, o or their whole names. After a colon stands the class of the exits, or of the room.",
  examples: ["tunnel n", "tunnel up = Attic;loft", "tunnel/oneway in = Cellar, cold"],
  switches: { oneway: flag("make no exit back"), teleport: flag("go there at once") },
  needs: ["puppet"],
  args: seq(arg.objDef("direction", "class"), optional(seq(sep("="), arg.objDef("room", "class")))),
  run(ctx, { direction: typed, room: wanted, switches }) {
    const direction = directionNamed(typed.name);
    if (direction === null) {
      return ctx.fail(`"${escapeMarkup(typed.name)}" is none of n, ne, e, se, s, sw, w, nw, u, d, i and o.`);
    }
    const there = exitFor(direction, typed.option);
    requireExitClass(ctx, there);
    const { here } = ctx;
    const room = ctx.game.create(classNamed(ctx, wanted?.option ?? null, Room), {
      key: wanted?.name ?? "A new place",
      aliases: wanted?.aliases ?? [],
      locks: ownerLocks(ctx),
    });
    const back = directionNamed(direction.opposite);
    const made = [
      makeExit(ctx, there, here, room),
      ...(back === null || switches.oneway ? [] : [makeExit(ctx, exitFor(back, typed.option), room, here)]),
    ];
    ctx.msg(`You tunnel ${direction.name} to ${showNew(room)}${withExits(made)}.${namesakeNote(made)}`);
    if (switches.teleport) ctx.puppet.moveTo(room, { moveType: "teleport" });
    return undefined;
  },
});

function exitFor({ name, short }: Direction, option: string | null): Definition {
  return { name, aliases: [short], option };
}
