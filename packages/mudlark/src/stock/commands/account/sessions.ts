import { arg, command, escapeMarkup, flag, optional, seq, type Session } from "../../../api.ts";
import { protocolName } from "./protocol-name.ts";
import { shortTime } from "./short-time.ts";

export const sessions = command({
  key: "sessions",
  help: "List your connections; an asterisk marks the one that you type in. One of the others can be closed by its number.",
  examples: ["sessions", "sessions/close 2"],
  switches: { close: flag("end the connection of yours that has that number") },
  needs: ["session", "account"],
  protected: true,
  args: seq(optional(arg.int("number", { min: 1 }))),
  run(ctx, { number, switches }) {
    const { entrance, sessions: all, clock } = ctx.game;
    const own = all.ofAccount(ctx.account);
    if (switches.close || number !== undefined) {
      if (!switches.close || number === undefined)
        return ctx.session.msg("Usage: sessions, or sessions/close NUMBER");
      const unwanted = own.find((session) => session.id === number);
      if (unwanted === undefined) return ctx.session.msg(`You have no session ${number}.`);
      if (unwanted === ctx.session) return ctx.session.msg("That is this session. Type |wquit|n to leave.");
      entrance.end(unwanted, "closed", "You ended this session from another one.");
      return ctx.session.msg(`Session ${unwanted.id} is closed.`);
    }
    const rows = own.map((session) => rowOf(session, session === ctx.session, clock.now()));
    return ctx.session.page(ctx.styledTable(headings, rows));
  },
});

const headings = ["Id", "Protocol", "Host", "Character", "Place", "Idle", "Delay"];

function rowOf(session: Session, isAsking: boolean, now: number): string[] {
  const { id, address, puppet, counters, latency } = session;
  return [
    `${isAsking ? "*" : ""}${id}`,
    protocolName(session),
    escapeMarkup(address),
    puppet === null ? "none" : escapeMarkup(puppet.key),
    puppet?.location === undefined || puppet.location === null ? "none" : escapeMarkup(puppet.location.key),
    shortTime(now - counters.cmdLastVisible),
    latency === null ? "unknown" : `${Math.round(latency)} ms`,
  ];
}
