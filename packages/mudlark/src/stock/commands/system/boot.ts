import {
  arg,
  command,
  escapeMarkup,
  flag,
  joinList,
  optional,
  sep,
  seq,
  type Session,
} from "../../../api.ts";

export const boot = command({
  key: "boot",
  category: "system",
  locks: "cmd:perm(boot) or perm(Admin)",
  help:
    "Disconnect an account with all its sessions, by name or #id, or with /sid one session by the number that who " +
    "shows. They are told by whom and why, unless it is /quiet.",
  examples: ["boot Bob: Please calm down.", "boot/sid 12", "boot/quiet #4"],
  switches: { sid: flag("the number of one session"), quiet: flag("tell them nothing") },
  needs: ["account"],
  args: seq(arg.phrase("who"), optional(seq(sep(":"), arg.text("reason")))),
  run(ctx, { who: typed, reason, switches }) {
    const { game, account } = ctx;
    const doomed = switches.sid ? sessionNumbered(typed) : sessionsOf(typed);
    const why = reason === undefined ? "" : ` Reason: ${escapeMarkup(reason)}`;
    const text = `You have been disconnected by ${escapeMarkup(account.key)}.${why}`;
    // Of one's own session nothing could be reported any more.
    const names = joinList(doomed.map(nameOf));
    ctx.msg(`Disconnected: ${names}.`);
    for (const session of doomed) game.entrance.end(session, "boot", switches.quiet ? "" : text);
    game.logger.security("sessions were disconnected", {
      by: account.key,
      who: names,
      reason: reason ?? null,
    });

    function sessionNumbered(number: string): readonly Session[] {
      const session = game.sessions.get(Number(number));
      if (session === undefined || session.isClosed)
        return ctx.fail(`There is no session ${escapeMarkup(number)}.`);
      return mayBoot(session) ? [session] : ctx.fail(`You may not disconnect ${nameOf(session)}.`);
    }

    function sessionsOf(name: string): readonly Session[] {
      const target = game.accounts.find(name);
      if (target === null) return ctx.fail(`There is no account "${escapeMarkup(name)}".`);
      if (!target.access(account, "boot"))
        return ctx.fail(`You may not disconnect ${escapeMarkup(target.key)}.`);
      const sessions = game.sessions.ofAccount(target);
      return sessions.length > 0 ? sessions : ctx.fail(`${escapeMarkup(target.key)} is not connected.`);
    }

    function mayBoot(session: Session): boolean {
      return session.account?.access(account, "boot") ?? true;
    }
  },
});

function nameOf(session: Session): string {
  return `${escapeMarkup(session.account?.key ?? "somebody at the login screen")} (session ${session.id})`;
}
