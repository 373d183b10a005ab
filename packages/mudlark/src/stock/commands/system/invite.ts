import {
  arg,
  command,
  escapeMarkup,
  flag,
  optional,
  seq,
  valued,
  type CommandContext,
} from "../../../api.ts";
import { utcMinute } from "./utc-minute.ts";

/** Seconds that an invitation lasts when nobody says: two weeks. */
const usualTime = 14 * 86_400;

export const invite = command({
  key: "invite",
  aliases: ["invites"],
  category: "system",
  locks: "cmd:perm(invite) or perm(Admin)",
  help:
    "Make a code with which one new account can be made, where accounts are by invitation. The code is shown this once: " +
    "pass it on. Write down for whom it is, if you like. It lasts two weeks, or as long as /for says.",
  examples: ["invite Bob from the chess club", "invite/for:1d Bob", "invite/list", "invite/del 2"],
  switches: {
    for: valued(arg.duration("time"), "how long it lasts"),
    list: flag("show all invitations"),
    del: flag("call one back, by its number in the list"),
  },
  needs: ["account"],
  args: seq(optional(arg.text("note"))),
  run(ctx, { note, switches }) {
    if (switches.list) return list(ctx);
    if (switches.del) return callBack(ctx, note ?? "");
    const { game, account } = ctx;
    const until = game.clock.now() + (switches.for ?? usualTime) * 1000;
    const code = game.invites.add({ note: note ?? "", by: account.key, until });
    game.logger.security("somebody was invited", { by: account.key, note: note ?? "" });
    const unused = game.accounts.needsInvite
      ? ""
      : '\nAnybody can make an account at the moment: accounts.registration is not "invite".';
    return ctx.msg(`The code is |w${code}|n. It makes one account, until ${utcMinute(until)}.${unused}`);
  },
});

function callBack(ctx: CommandContext, typed: string): void {
  const { game } = ctx;
  const found = /^\d{1,6}$/.test(typed.trim()) ? game.invites.all[Number(typed) - 1] : undefined;
  if (found === undefined)
    return ctx.fail("There is no such invitation. Type |winvite/list|n for all of them.");
  game.invites.remove(found);
  return ctx.msg(
    `The invitation${found.note === "" ? "" : ` for ${escapeMarkup(found.note)}`} is called back.`,
  );
}

function list(ctx: CommandContext): void {
  const invites = ctx.game.invites.all;
  if (invites.length === 0) return ctx.msg("Nobody is invited.");
  const headings = ["No.", "For", "By", "Until"];
  const rows = invites.map(({ note, by, until }, index) => [
    String(index + 1),
    escapeMarkup(note),
    escapeMarkup(by),
    utcMinute(until),
  ]);
  return ctx.page(ctx.styledTable(headings, rows));
}
