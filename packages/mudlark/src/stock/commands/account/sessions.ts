import { arg, command, escapeMarkup, spokenTable, table, valued, type Session } from "../../../api.ts";
import { shortTime } from "./short-time.ts";

export const sessions = command({
  key: "sessions",
  help: "List your connections; an asterisk marks the one that you type in. One of the others can be closed by its number.",
  examples: ["sessions", "sessions/close:2"],
  switches: { close: valued(arg.int("number", { min: 1 }), "end that connection of yours") },
  needs: ["session", "account"],
  protected: true,
  run(ctx, { switches }) {
    const { entrance, sessions: all, clock } = ctx.game;
    const own = all.ofAccount(ctx.account);
    if (switches.close !== undefined) {
      const unwanted = own.find((session) => session.id === switches.close);
      if (unwanted === undefined) return ctx.fail(`You have no session ${switches.close}.`);
      if (unwanted === ctx.session) return ctx.fail("That is this session. Type |wquit|n to leave.");
      entrance.end(unwanted, "closed", "You ended this session from another one.");
      return ctx.session.msg(`Session ${unwanted.id} is closed.`);
    }
    const rows = own.map((session) => rowOf(session, session === ctx.session, clock.now()));
    const text = table(headings, rows, { width: ctx.size.width });
    return ctx.session.msg({ text, options: { alt: spokenTable(headings, rows) } });
  },
});

const headings = ["Id", "Protocol", "Host", "Character", "Place", "Idle"];

function rowOf(session: Session, isAsking: boolean, now: number): string[] {
  const { id, protocolKey, address, puppet, counters } = session;
  return [
    `${isAsking ? "*" : ""}${id}`,
    protocolKey,
    escapeMarkup(address),
    puppet === null ? "none" : escapeMarkup(puppet.key),
    puppet?.location === undefined || puppet.location === null ? "none" : escapeMarkup(puppet.location.key),
    shortTime(now - counters.cmdLastVisible),
  ];
}
