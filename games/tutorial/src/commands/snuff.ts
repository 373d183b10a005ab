import { arg, command, seq } from "mudlark";
import { Lantern } from "../things/lantern.ts";

export const snuff = command({
  key: "snuff",
  help: "Put a lantern out.",
  examples: ["snuff lantern"],
  needs: ["puppet"],
  args: seq(arg.object("lantern", { is: Lantern })),
  run(ctx, { lantern }) {
    if (!lantern.lit) return ctx.fail("It does not burn.");
    lantern.lit = false;
    ctx.here.act("$You() $conj(snuff) the {lantern}.", { lantern });
    return undefined;
  },
});
