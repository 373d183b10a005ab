import { command, escapeMarkup, type CommandContext, type Session } from "../../../api.ts";
import { protocolName } from "./protocol-name.ts";
import { shortTime } from "./short-time.ts";

export const who = command({
  key: "who",
  readOnly: true,
  aliases: ["doing"],
  help: "List who is connected. Staff see every connection with who it plays, and where; doing shows the short form.",
  needs: ["session"],
  protected: true,
  run(ctx) {
    const { sessions } = ctx.game;
    const accounts = sessions.accounts().toSorted((a, b) => a.key.localeCompare(b.key));
    const isStaff = ctx.name !== "doing" && ctx.account?.permissions.check("Admin") === true;
    const headings = isStaff ? staffHeadings : playerHeadings;
    const rows = accounts.flatMap((account) => {
      const own = sessions.ofAccount(account);
      return isStaff ? own.map((session) => staffRow(session, ctx)) : [playerRow(own, ctx)];
    });
    const one = accounts.length === 1;
    const total = `${one ? "One account is" : `${accounts.length} accounts are`} connected.`;
    ctx.session.page(ctx.styledTable(headings, rows, { below: total }));
  },
});

const playerHeadings = ["Name", "On for", "Idle"];
const staffHeadings = [...playerHeadings, "Plays", "Place", "Commands", "Protocol", "Host"];

/** All connections of an account in one row; how many, when it is more than one. */
function playerRow(own: readonly Session[], { game }: CommandContext): string[] {
  const now = game.clock.now();
  const on = Math.max(...own.map((session) => now - (session.loginTime ?? now)));
  const idle = Math.min(...own.map((session) => now - session.counters.cmdLastVisible));
  const count = own.length > 1 ? ` (${own.length})` : "";
  return [`${escapeMarkup(own[0]?.account?.key ?? "")}${count}`, shortTime(on), shortTime(idle)];
}

function staffRow(session: Session, ctx: CommandContext): string[] {
  const { puppet, counters, address } = session;
  return [
    ...playerRow([session], ctx),
    puppet === null ? "none" : escapeMarkup(puppet.key),
    puppet?.location === undefined || puppet.location === null ? "none" : escapeMarkup(puppet.location.key),
    String(counters.cmdTotal),
    protocolName(session),
    escapeMarkup(address),
  ];
}
