import { command } from "../../../api.ts";

export const home = command({
  key: "home",
  category: "building",
  locks: "cmd:perm(home) or perm(Builder)",
  help: "Go to your home, wherever you are.",
  needs: ["puppet"],
  run(ctx) {
    const { puppet } = ctx;
    const target = puppet.home;
    if (target === null) return ctx.fail("You have no home.");
    if (target === puppet.location) return ctx.fail("You are home already.");
    ctx.msg("There is no place like home …");
    if (!puppet.moveTo(target, { moveType: "teleport" })) return ctx.fail("You cannot leave.");
    return undefined;
  },
});
