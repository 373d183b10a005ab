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
    for (const thing of things) {
      if (thing === puppet) return ctx.fail("You cannot pick yourself up.");
      if (!thing.access(puppet, "get")) return ctx.fail(refusalOf(thing));
    }
    if (things.some((thing) => !thing.atPreGet(puppet))) return ctx.stop();
    const taken = things.filter((thing) => thing.moveTo(puppet, { quiet: true, moveType: "get" }));
    if (taken.length === 0) return ctx.fail("That cannot be picked up.");
    announceHandling(puppet, "pick", "up", taken);
    for (const thing of taken) thing.atGet(puppet);
    return undefined;
  },
});

function refusalOf(thing: WorldObject): string {
  const own = thing.attributes.get("get_err_msg");
  return typeof own === "string" && own !== "" ? own : `You cannot get ${escapeMarkup(thing.key)}.`;
}
