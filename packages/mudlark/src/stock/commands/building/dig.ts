import {
  arg,
  command,
  escapeMarkup,
  flag,
  joinList,
  optional,
  sep,
  seq,
  type CommandContext,
  type WorldObject,
} from "../../../api.ts";
import { Exit } from "../../classes/exit.ts";
import { Room } from "../../classes/room.ts";

interface Definition {
  readonly name: string;
  readonly aliases: readonly string[];
}

export const dig = command({
  key: "dig",
  category: "building",
  locks: "cmd:perm(dig) or perm(Builder)",
  help: "Make a room, an exit that leads there from here, and one that leads back.",
  examples: ["dig Garden = garden;g, back;b", "dig/teleport Attic"],
  switches: { teleport: flag("go there at once") },
  needs: ["puppet"],
  args: seq(arg.objDef("room"), optional(seq(sep("="), arg.list("exits", arg.objDef("exit"))))),
  run(ctx, { room: wanted, exits, switches }) {
    const { game, puppet } = ctx;
    const room = game.create(Room, { key: wanted.name, aliases: wanted.aliases, locks: ownLocks(ctx) });
    const [there, back, tooMany] = exits ?? [];
    if (tooMany !== undefined) return ctx.fail("There is one exit there and one back, no more.");
    const made = [
      ...(there === undefined ? [] : [makeExit(ctx, there, ctx.here, room)]),
      ...(back === undefined ? [] : [makeExit(ctx, back, room, ctx.here)]),
    ];
    const exitNames = made.map((exit) => `${escapeMarkup(exit.key)} (${exit.ref})`);
    const suffix = exitNames.length === 0 ? "" : `, with the exits ${joinList(exitNames)}`;
    ctx.msg(`You dig ${escapeMarkup(room.key)} (${room.ref})${suffix}.`);
    if (switches.teleport) puppet.moveTo(room, { moveType: "teleport" });
    return undefined;
  },
});

function makeExit(
  ctx: CommandContext,
  { name, aliases }: Definition,
  from: WorldObject,
  to: WorldObject,
): WorldObject {
  return ctx.game.create(Exit, { key: name, aliases, location: from, destination: to, locks: ownLocks(ctx) });
}

function ownLocks({ account }: CommandContext): string[] {
  const owner = account === null ? "" : `pid(${account.id}) or `;
  return ["control", "delete", "edit"].map((type) => `${type}:${owner}perm(Admin)`);
}
