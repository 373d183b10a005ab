import { arg, command, seq } from "../../../api.ts";

export const claim = command({
  key: "claim",
  help: "Become the superuser of a new game, with the code from its log.",
  needs: ["account"],
  hidden: true,
  autoHelp: false,
  args: seq(arg.word("code")),
  run(ctx, { code }) {
    const { settings, clock, logger } = ctx.game;
    const claimed = settings.get("claim") as { readonly code: string; readonly until: number } | undefined;
    if (claimed === undefined || claimed.until < clock.now() || claimed.code !== code) {
      logger.security("a claim failed", { account: ctx.account.key });
      return ctx.fail("That code is not valid, or no longer.");
    }
    settings.delete("claim");
    ctx.account.makeSuperuser();
    logger.security("a superuser was claimed", { account: ctx.account.key });
    return ctx.msg("You rule this game now.");
  },
});
