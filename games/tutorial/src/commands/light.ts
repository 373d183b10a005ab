import { arg, command, flag, seq } from "mudlark";
import { Lantern } from "../things/lantern.ts";

export const light = command({
  key: "light",
  help: "Light a lantern that you carry, or one that stands here.",
  examples: ["light lantern", "light/quiet lantern"],
  needs: ["puppet"],
  switches: { quiet: flag("so that nobody notices") },
  args: seq(arg.object("lantern", { is: Lantern })),
  async run(ctx, { lantern, switches }) {
    if (lantern.lit) return ctx.fail("It burns already.");
    if (lantern.fuel === 0) return ctx.fail("Not a drop of oil is left in it.");
    if (lantern.isAlmostDry && !(await ctx.confirm("It is almost dry. Light it anyway?", { default: true })))
      return ctx.msg("You keep the last of the oil.");

    if (switches.quiet) ctx.msg("Behind your hand, the wick takes the flame.");
    else ctx.here.act("$You() $conj(light) the {lantern}.", { lantern });
    lantern.ignite();
    if (lantern.glow !== "") ctx.here.act(lantern.glow);
    return undefined;
  },
});
