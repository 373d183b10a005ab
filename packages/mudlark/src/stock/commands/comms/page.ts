import {
  Account,
  arg,
  command,
  escapeMarkup,
  flag,
  joinList,
  optional,
  seq,
  type CommandContext,
  type StoredMessage,
} from "../../../api.ts";
import { shortTime } from "../account/short-time.ts";

const pageTag = { key: "page", category: "comms" } as const;

export const page = command({
  key: "page",
  aliases: ["tell"],
  category: "comms",
  locks: "cmd:not pperm(page_banned)",
  protected: true,
  help:
    "Speak to somebody in private, wherever they are; with commas and a =, to several. Without a name, your words go " +
    "to those whom you paged last. A colon before the words tells what you do. Alone, or with a number, it shows the " +
    "latest pages; those who are not connected find yours there.",
  examples: ["page Bob Are you there?", "page Bob, Ann = Supper!", "page :waves.", "page 5", "page/last"],
  switches: { last: flag("show whom you paged last"), list: flag("show the latest pages") },
  needs: ["account"],
  args: seq(optional(arg.text("who and words"))),
  async run(ctx, { "who and words": typed, switches }) {
    if (switches.last && switches.list) return ctx.fail("One switch at a time, please.");
    if (switches.last) return tellLast(ctx, lastReceivers(ctx));
    if (typed === undefined) return showLatest(ctx, 20);
    if (/^\d{1,3}$/.test(typed)) return showLatest(ctx, Number(typed));
    if (switches.list) return ctx.fail("Usage: page/list, or page and a number");
    const { receivers, words } = named(ctx, typed) ?? (await asBefore(ctx, typed));
    return send(ctx, receivers, words);
  },
});

interface Page {
  readonly receivers: readonly Account[];
  readonly words: string;
}

/** `who words` or `who, who = words`; null when the line begins with nobody's name. */
function named(ctx: CommandContext, typed: string): Page | null {
  const [first, rest] = cut(typed, /\s+/);
  const only = receiverNamed(ctx, first);
  const [list, words] = cut(typed, "=");
  if (words !== null) {
    if (list.trim() === "") ctx.fail("Whom do you want to page? Write the name before the =.");
    const names = list.split(",").map((name) => name.trim());
    const found = names.map((name) => receiverNamed(ctx, name));
    const known = found.filter((account) => account !== null);
    if (known.length === names.length) return { receivers: [...new Set(known)], words: words.trim() };
    if (only === null && known.length > 0) {
      const unknown = names
        .filter((_name, at) => found[at] === null)
        .map((name) => `"${escapeMarkup(name)}"`);
      ctx.fail(`There is nobody called ${joinList(unknown, "or")}. Nothing was sent.`);
    }
  }
  return only === null ? null : { receivers: [only], words: (rest ?? "").trim() };
}

/** The whole line, to those who were paged last; asked first, for the first word may be a slip in a name. */
async function asBefore(ctx: CommandContext, typed: string): Promise<Page> {
  const [first] = cut(typed, /\s+/);
  const receivers = lastReceivers(ctx);
  if (receivers.length === 0) {
    return ctx.fail(`There is nobody called "${escapeMarkup(first)}", and you have paged nobody yet.`);
  }
  const before = joinList(receivers.map(nameOf));
  const isPose = typed.startsWith(":");
  const question = `There is nobody called "${escapeMarkup(first)}". Send all of it to ${before}?`;
  if (!isPose && !(await ctx.confirm(question, { default: false }))) return ctx.fail("Nothing was sent.");
  return { receivers: receivers.filter((account) => !account.isDeleted), words: typed };
}

function cut(text: string, delimiter: string | RegExp): [before: string, after: string | null] {
  const at = typeof delimiter === "string" ? text.indexOf(delimiter) : text.search(delimiter);
  return at === -1 ? [text, null] : [text.slice(0, at), text.slice(at + 1)];
}

/** An account, or the one that plays a character of that name. */
function receiverNamed({ game }: CommandContext, name: string): Account | null {
  if (name === "") return null;
  const account = game.accounts.find(name);
  if (account !== null) return account;
  const [player] = game
    .called("object", name)
    .map((object) => game.accountOf(object))
    .filter((found) => found instanceof Account);
  return player ?? null;
}

function send(ctx: CommandContext, receivers: readonly Account[], words: string): void {
  const { account, game } = ctx;
  if (account === null) return;
  if (words === "") ctx.fail(`What do you want to tell ${joinList(receivers.map(nameOf))}?`);
  const willing = receivers.filter((receiver) => receiver.access(account, "msg", { default: true }));
  for (const receiver of receivers) {
    if (!willing.includes(receiver)) ctx.msg(`${nameOf(receiver)} does not take pages from you.`);
  }
  if (willing.length === 0) return ctx.fail("Nothing was sent.");
  game.messages.create({
    text: words,
    senders: [account],
    receivers: willing,
    tags: [[pageTag.key, pageTag.category]],
  });
  forgetOldest(ctx);
  for (const receiver of willing) {
    if (receiver === account) continue;
    receiver.msg(heard(account, words, willing.length > 1 ? ` (to ${joinList(willing.map(nameOf))})` : ""));
  }
  const to = joinList(willing.map(nameOf));
  ctx.msg(
    words.startsWith(":") ? `You paged ${to}: ${posed(account, words)}` : `You paged ${to}: ${spoken(words)}`,
  );
  const away = willing.filter((receiver) => game.sessions.ofAccount(receiver).length === 0);
  if (away.length > 0) {
    const are = away.length === 1 ? "is" : "are";
    ctx.msg(`${joinList(away.map(nameOf))} ${are} not connected, and will find it with the command page.`);
  }
}

function heard(sender: Account, words: string, to: string): string {
  return words.startsWith(":")
    ? `From afar${to}, ${posed(sender, words)}`
    : `${nameOf(sender)} pages${to}: ${spoken(words)}`;
}

function posed(sender: Account, words: string): string {
  const deed = words.slice(1).trim();
  return `${nameOf(sender)}${/^[',:]/.test(deed) ? "" : " "}${escapeMarkup(deed)}`;
}

function spoken(words: string): string {
  return `"${escapeMarkup(words)}"`;
}

function isPage(message: StoredMessage): boolean {
  return message.tags.has(pageTag.key, { category: pageTag.category });
}

function lastReceivers({ account, game }: CommandContext): readonly Account[] {
  if (account === null) return [];
  const last = game.messages.bySender(account).findLast(isPage);
  return last?.receivers.filter((party) => party instanceof Account) ?? [];
}

function tellLast(ctx: CommandContext, receivers: readonly Account[]): void {
  if (receivers.length === 0) return ctx.msg("You have paged nobody yet.");
  return ctx.msg(`You paged ${joinList(receivers.map(nameOf))} last.`);
}

function showLatest(ctx: CommandContext, most: number): void {
  const { account, game } = ctx;
  if (account === null) return;
  const all = new Set([...game.messages.bySender(account), ...game.messages.byReceiver(account)]);
  const pages = [...all].filter(isPage).sort((a, b) => a.id - b.id);
  if (pages.length === 0) return ctx.msg("You have neither sent nor got any pages.");
  const shown = most === 0 ? [] : pages.slice(-most);
  const lines = shown.map((message) => lineOf(message, account, game.clock.now()));
  return ctx.page(["Your latest pages, the newest last:", ...lines].join("\n"));
}

function lineOf(message: StoredMessage, reader: Account, now: number): string {
  const named = (parties: readonly unknown[]): string =>
    joinList(
      parties.map((party) =>
        party === reader ? "you" : party instanceof Account ? nameOf(party) : "somebody",
      ),
    );
  const ago = shortTime(now - message.createdAt);
  return `${ago} ago, ${named(message.senders)} to ${named(message.receivers)}: ${escapeMarkup(message.text)}`;
}

/** Nobody's pages may fill the world: of each sender, so many are kept. */
const mostKept = 200;

function forgetOldest({ account, game }: CommandContext): void {
  if (account === null) return;
  const sent = game.messages.bySender(account).filter(isPage);
  for (const message of sent.slice(0, Math.max(0, sent.length - mostKept))) message.delete();
}

function nameOf(account: Account): string {
  return escapeMarkup(account.key);
}
