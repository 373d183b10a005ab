import { arg, command, seq } from "../../../api.ts";
import { announceHandling } from "./announce-handling.ts";

export const drop = command({
  key: "drop",
  help: "Lay something down that you carry. A number drops several, |wall|n everything.",
  examples: ["drop lantern", "drop 2 coins", "drop all"],
  needs: ["puppet"],
  args: seq(arg.things("things", { from: "inventory" })),
  run(ctx, { things }) {
    const { puppet, here } = ctx;
    // Each of them says by itself why it stays.
    const willing = things.filter((thing) => thing.atPreDrop(puppet));
    if (willing.length === 0) return ctx.stop();
    const dropped = willing.filter((thing) => thing.moveTo(here, { quiet: true, moveType: "drop" }));
    if (dropped.length === 0) return ctx.fail("That cannot be dropped here.");
    announceHandling(puppet, "drop", "", dropped);
    for (const thing of dropped) thing.atDrop(puppet);
    return undefined;
  },
});
