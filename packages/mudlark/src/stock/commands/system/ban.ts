import {
  arg,
  command,
  covers,
  escapeMarkup,
  flag,
  normaliseUsername,
  optional,
  parseAddressPattern,
  seq,
  sessionWords as words,
  valued,
  type Ban,
  type CommandContext,
} from "../../../api.ts";
import { utcMinute } from "./utc-minute.ts";

const locks = "cmd:perm(ban) or perm(Developer)";

export const ban = command({
  key: "ban",
  destructive: true,
  aliases: ["bans"],
  category: "system",
  locks,
  help:
    "Keep somebody out, by the name of the account or by address: one address, a block such as 192.0.2.0/24 or " +
    "2001:db8::/32, or stars as in 192.0.2.*. Whoever it holds for is disconnected at once. Without arguments, all bans.",
  examples: ["ban Bob: Spam", "ban 192.0.2.*", "ban/for:7d 2001:db8::/64 : Flood", "ban"],
  switches: {
    ip: flag("it is an address"),
    name: flag("it is a name"),
    for: valued(arg.duration("time"), "end it by itself after that time"),
  },
  needs: ["account"],
  args: seq(optional(arg.text("whom"))),
  async run(ctx, { whom, switches }) {
    if (whom === undefined) return list(ctx);
    const { game, account, session } = ctx;
    const { what, reason } = split(whom);
    const isAddress = parseAddressPattern(what) !== null;
    if (!isAddress && !switches.name && (switches.ip || addressLike.test(what))) {
      return ctx.fail(
        `"${escapeMarkup(what)}" is no address. Write all of it, as in 192.0.2.7, 192.0.2.* or 192.0.2.0/24.`,
      );
    }
    const now = game.clock.now();
    const wanted: Ban = {
      kind: isAddress && !switches.name ? "address" : "name",
      what: isAddress && !switches.name ? what.toLowerCase() : normaliseUsername(what).toLowerCase(),
      reason,
      by: account.key,
      since: now,
      until: switches.for === undefined ? null : now + switches.for * 1000,
    };
    if (covers(wanted, account.key, session?.address ?? ""))
      return ctx.fail("That would keep you out yourself.");
    const outranking = game.accounts.find(wanted.what);
    if (wanted.kind === "name" && outranking?.isSuperuser === true && !account.isSuperuser)
      return ctx.fail(`${escapeMarkup(outranking.key)} is a superuser, whom only another one keeps out.`);
    const shown = escapeMarkup(wanted.what);
    const sort = wanted.kind === "address" ? "address" : "account";
    const isUnknown = sort === "account" && game.accounts.find(wanted.what) === null;
    const note = isUnknown ? " There is no account of that name yet." : "";
    if (!(await ctx.confirm(`Ban the ${sort} ${shown}?${note}`, { default: true })))
      return ctx.fail("Nobody is banned.");
    game.bans.add(wanted);
    game.logger.security("somebody was banned", { ...wanted });
    const hit = game.sessions
      .all({ includeUnloggedIn: true })
      .filter((each) => covers(wanted, each.account?.key ?? null, each.address));
    for (const each of hit) game.entrance.end(each, "banned", words.loginBanned);
    const many = hit.length === 1 ? "One session was" : `${hit.length} sessions were`;
    return ctx.msg(`${shown} is banned.${hit.length === 0 ? "" : ` ${many} closed.`}`);
  },
});

export const unban = command({
  key: "unban",
  category: "system",
  locks,
  help: "Lift a ban, by its number in the list that ban shows.",
  examples: ["unban 2"],
  needs: ["account"],
  args: seq(arg.int("number", { min: 1 })),
  async run(ctx, { number }) {
    const { game, account } = ctx;
    const lifted = game.bans.all[number - 1];
    if (lifted === undefined) return ctx.fail(`There is no ban ${number}. Type |wban|n for the list.`);
    const shown = escapeMarkup(lifted.what);
    if (!(await ctx.confirm(`Lift the ban of ${shown}?`, { default: true })))
      return ctx.fail("The ban stays.");
    game.bans.lift(lifted);
    game.logger.security("a ban was lifted", { by: account.key, what: lifted.what });
    return ctx.msg(`${shown} is not banned any more.`);
  },
});

/** What somebody meant as an address, whether it is one or not. */
const addressLike = /^[\d.*/]+$|^[\da-f]*:[\da-f:.*/]*$/iu;

/** The end of an address with colons in it is the first colon before a blank. */
function split(typed: string): { readonly what: string; readonly reason: string } {
  const text = typed.trim();
  if (parseAddressPattern(text) !== null) return { what: text, reason: "" };
  const [, what, reason] = /^(\S+?)\s*:\s+(.*)$/su.exec(text) ?? /^([^:]*?)\s*:(.*)$/su.exec(text) ?? [];
  return { what: what ?? text, reason: reason?.trim() ?? "" };
}

function list(ctx: CommandContext): void {
  const bans = ctx.game.bans.all;
  if (bans.length === 0) return ctx.msg("Nobody is banned.");
  const headings = ["No.", "Whom", "Since", "Until", "By", "Reason"];
  const rows = bans.map(({ what, since, until, by, reason }, index) => [
    String(index + 1),
    escapeMarkup(what),
    utcMinute(since),
    until === null ? "for good" : utcMinute(until),
    escapeMarkup(by),
    escapeMarkup(reason),
  ]);
  return ctx.page(ctx.styledTable(headings, rows));
}
