import { command, escapeMarkup } from "../../../api.ts";
import { shortTime } from "../account/short-time.ts";

const headings = ["Key", "Calls", "Every", "Next"];
const mostShown = 100;

export const tickers = command({
  key: "tickers",
  category: "system",
  locks: "cmd:perm(tickers) or perm(Builder)",
  help: "List what is called again and again by tickers. The first 100 are shown.",
  run(ctx) {
    const { tickers: all } = ctx.game;
    const found = all.all();
    if (found.length === 0) return ctx.msg("There are no tickers.");
    const rows = found.slice(0, mostShown).map(({ key, label, interval, isSuspended }) => {
      const next = isSuspended ? "suspended" : shortTime((all.timeUntilNext(interval) ?? 0) * 1000);
      return [key, escapeMarkup(label), shortTime(interval * 1000), next];
    });
    const cut = found.length > mostShown ? `; these are the first ${mostShown}` : "";
    const total = `${found.length === 1 ? "One ticker" : `${found.length} tickers`}${cut}.`;
    return ctx.page(ctx.styledTable(headings, rows, { below: total }));
  },
});
