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
import { mayEdit } from "../building/may-edit.ts";
import { showNew } from "../building/show-new.ts";

export const emit = command({
  key: "emit",
  aliases: ["pemit", "remit"],
  category: "comms",
  locks: "cmd:perm(emit) or perm(Builder)",
  help:
    "Let everybody here read a text without anybody's name or, before a =, let those read it whom you name. For a room " +
    "that means all in it. pemit reaches only who is played, remit only rooms.",
  examples: ["emit Thunder rolls.", "emit Bob, golem = You feel cold.", "remit here = The floor shakes."],
  switches: {
    room: flag("only rooms count"),
    accounts: flag("only what is played counts"),
    contents: flag("also those who are in what is named"),
  },
  needs: ["puppet"],
  args: seq(
    optional(seq(arg.list("targets", arg.object("target", { from: "anywhere" })), sep("="))),
    arg.text("text"),
  ),
  run(ctx, { targets = [ctx.here], text, switches }) {
    const onlyRooms = switches.room || ctx.name === "remit";
    const onlyPlayed = switches.accounts || ctx.name === "pemit";
    if (onlyRooms && onlyPlayed) return ctx.fail("Either rooms or players, not both.");
    const reached: WorldObject[] = [];
    for (const target of targets) {
      const problem = problemWith(ctx, target, { onlyRooms, onlyPlayed });
      if (problem === null) reached.push(target);
      else ctx.msg(problem);
    }
    if (reached.length === 0) return ctx.fail("Nobody was reached.");
    const shown = escapeMarkup(text);
    for (const target of reached) {
      target.msg(shown);
      if (switches.contents || isRoom(target)) for (const one of target.contents) one.msg(shown);
    }
    if (reached.includes(ctx.here)) return undefined;
    return ctx.msg(`Sent to ${joinList(reached.map(showNew))}: ${shown}`);
  },
});

interface Limits {
  readonly onlyRooms: boolean;
  readonly onlyPlayed: boolean;
}

function problemWith(
  ctx: CommandContext,
  target: WorldObject,
  { onlyRooms, onlyPlayed }: Limits,
): string | null {
  const name = showNew(target);
  if (onlyRooms && !isRoom(target)) return `${name} is no room.`;
  if (onlyPlayed && !target.isOnline) return `Nobody plays ${name}.`;
  const mayTell = target.access(ctx.puppet, "tell") || mayEdit(ctx, target);
  return mayTell ? null : `You may not send texts to ${name}.`;
}

function isRoom(object: WorldObject): boolean {
  return object.location === null && object.destination === null;
}
