import { command, escapeMarkup, spokenTable, table } from "../../../api.ts";
import { shortTime } from "./short-time.ts";

export const who = command({
  key: "who",
  aliases: ["doing"],
  help: "List who is connected.",
  needs: ["session"],
  protected: true,
  run(ctx) {
    const { sessions, clock } = ctx.game;
    const now = clock.now();
    const accounts = sessions.accounts().toSorted((a, b) => a.key.localeCompare(b.key));
    const rows = accounts.map((account) => {
      const own = sessions.ofAccount(account);
      const on = Math.max(...own.map((session) => now - (session.loginTime ?? now)));
      const idle = Math.min(...own.map((session) => now - session.counters.cmdLastVisible));
      const count = own.length > 1 ? ` (${own.length})` : "";
      return [`${escapeMarkup(account.key)}${count}`, shortTime(on), shortTime(idle)];
    });
    const one = accounts.length === 1;
    const total = `${one ? "One account is" : `${accounts.length} accounts are`} connected.`;
    const text = `${table(headings, rows, { width: ctx.size.width })}\n${total}`;
    ctx.session.msg({ text, options: { alt: `${spokenTable(headings, rows)}\n${total}` } });
  },
});

const headings = ["Name", "On for", "Idle"];
