import { arg, command, escapeMarkup, seq, type WorldObject } from "../../../api.ts";
import { announceHandling } from "./announce-handling.ts";

export const get = command({
  key: "get",
  aliases: ["grab", "take"],
  help: "Pick something up. A number takes several, |wall|n everything.",
  examples: ["get lantern", "get 2 coins", "get all"],
  needs: ["puppet"],
  args: seq(arg.things("things", { from: "room" })),
  run(ctx, { things }) {
    const { puppet } = ctx;
    const refused = things.filter((thing) => thing === puppet || !thing.access(puppet, "get"));
    const refusals = [...new Set(refused.map((thing) => refusalOf(thing, puppet)))].slice(0, mostRefusals);
    if (refused.length === things.length) return ctx.fail(refusals.join("\n"));
    if (refusals.length > 0) ctx.msg(refusals.join("\n"));
    const willing = things.filter((thing) => !refused.includes(thing) && thing.atPreGet(puppet));
    if (willing.length === 0) return ctx.stop();
    const taken = willing.filter((thing) => thing.moveTo(puppet, { quiet: true, moveType: "get" }));
    if (taken.length === 0) return ctx.fail("That cannot be picked up.");
    announceHandling(puppet, "pick", "up", taken);
    for (const thing of taken) thing.atGet(puppet);
    return undefined;
  },
});

/** Of many things, so many say why not. */
const mostRefusals = 5;

function refusalOf(thing: WorldObject, getter: WorldObject): string {
  if (thing === getter) return "You cannot pick yourself up.";
  const own = thing.attributes.get("get_err_msg");
  return typeof own === "string" && own !== "" ? own : `You cannot get ${escapeMarkup(thing.key)}.`;
}
