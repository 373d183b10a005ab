import {
  arg,
  command,
  escapeMarkup,
  flag,
  joinList,
  optional,
  seq,
  speakOn,
  type Channel,
} from "../../../api.ts";
import {
  banFrom,
  bootFrom,
  createChannel,
  describeChannel,
  destroyChannel,
  lockChannel,
  unbanFrom,
} from "./channel-care.ts";
import { describe, listAll, listListeners, listOwn } from "./channel-lists.ts";
import {
  actorOf,
  channelAtStart,
  findChannel,
  findChannels,
  mayControl,
  type LoggedIn,
} from "./find-channel.ts";

/** Who may do what with channels at all; each channel has locks of its own besides. */
const locks = "cmd:not pperm(channel_banned);manage:perm(Builder);admin:all();changelocks:perm(Admin)";

/** How many lines of what was said are shown at once. */
const page = 20;

export const channel = command({
  key: "channel",
  protected: true,
  aliases: ["channels", "chan"],
  category: "comms",
  locks,
  help:
    "Talk with others wherever they are. A channel that you listen to is a command of its own: `pub Hello!` talks on " +
    "Public. A text that begins with : is something that you do. Without anything, this lists what you listen to.",
  examples: [
    "channel",
    "channel/all",
    "channel public",
    "channel public Hello!",
    "channel/history public = 20",
    "channel/sub public = p",
    "channel/unsub public",
    "channel/alias public = p;pp",
    "channel/unalias p",
    "channel/mute public",
    "channel/unmute public",
    "channel/who public",
    "channel/create Trade;tr = Buying and selling",
    "channel/create Trade:mudlark.Channel",
    "channel/desc trade = Swords and scarves",
    "channel/lock trade = send:perm(Helper)",
    "channel/boot trade = Sam : shouting",
    "channel/ban trade = Sam",
    "channel/unban trade = Sam",
    "channel/destroy trade = Farewell!",
  ],
  switches: {
    list: flag("list the channels that you listen to"),
    all: flag("list all channels"),
    history: flag("show what was said; the number behind = leaves out so many of the newest lines"),
    sub: flag("listen to channels; behind = stand names of your own for it"),
    unsub: flag("do not listen to channels any more"),
    alias: flag("give a channel names of your own"),
    unalias: flag("take such a name away"),
    mute: flag("hear nothing from channels for a while"),
    unmute: flag("hear them again"),
    who: flag("list who listens"),
    create: flag("make a channel; behind a colon stands its class"),
    destroy: flag("destroy a channel"),
    desc: flag("say what a channel is about"),
    lock: flag("set locks of a channel"),
    unlock: flag("take locks of a channel away"),
    boot: flag("put somebody off channels"),
    quiet: flag("with boot: do not tell the others"),
    ban: flag("keep somebody from listening; without a name, list who is banned"),
    unban: flag("let somebody listen again"),
  },
  needs: ["account"],
  args: seq(optional(arg.text("channel"))),
  async run(ctx, { channel: typed = "", switches }) {
    const { lhs: names, rhs: right } = ctx.raw;
    const { quiet, ...verbs } = switches;
    if (Object.values(verbs).filter(Boolean).length > 1) return ctx.fail("One switch at a time, please.");
    if (quiet && !switches.boot) return ctx.fail("/quiet goes with /boot.");
    if (switches.all) return listAll(ctx);
    if (switches.list || typed === "") return listOwn(ctx);
    if (switches.create) return createChannel(withRight(ctx, "manage"), names, right);
    if (switches.destroy) return await destroyChannel(withRight(ctx, "manage"), names, right);
    if (switches.desc) return describeChannel(withRight(ctx, "manage"), names, right);
    if (switches.lock || switches.unlock)
      return lockChannel(withRight(ctx, "changelocks"), names, right, switches.unlock);
    if (switches.boot) return await bootFrom(withRight(ctx, "admin"), names, right, quiet);
    if (switches.ban) return await banFrom(withRight(ctx, "admin"), names, right);
    if (switches.unban) return unbanFrom(withRight(ctx, "admin"), names, right);
    if (switches.who) return listListeners(ctx, findChannel(ctx, names));
    if (switches.history) return history(ctx, findChannel(ctx, names), right);
    if (switches.sub) return subscribe(ctx, names, right);
    if (switches.unsub) return unsubscribe(ctx, names);
    if (switches.alias) return setAliases(ctx, names, right);
    if (switches.unalias) return removeAlias(ctx, typed);
    if (switches.mute || switches.unmute) return mute(ctx, names, switches.mute);
    return talk(ctx, typed, names, right);
  },
});

/** `name text`, or `long name = text`; a name alone describes the channel. */
function talk(ctx: LoggedIn, typed: string, names: string, right: string | null): void {
  const before = right === null ? null : channelAtStart(ctx, names);
  if (right !== null && before?.rest === "") return speakOn(ctx, before.channel, right);
  const found = channelAtStart(ctx, typed);
  if (found === null) return void findChannel(ctx, typed.split(/\s/u, 1)[0] ?? "");
  if (found.rest === "") return describe(ctx, found.channel);
  return speakOn(ctx, found.channel, found.rest);
}

function history(ctx: LoggedIn, from: Channel, before: string | null): void {
  const skipped = before === null || before === "" ? 0 : Number(before);
  if (!Number.isInteger(skipped) || skipped < 0)
    ctx.fail(`"${escapeMarkup(before ?? "")}" is no number of lines.`);
  if (!from.access(actorOf(ctx), "listen", { default: true }) && !mayControl(ctx, from))
    ctx.fail(`You may not listen to ${escapeMarkup(from.key)}.`);
  const lines = from.history(page, skipped).map(({ text }) => text);
  if (lines.length === 0) return ctx.msg(`Nothing more was said on ${escapeMarkup(from.key)}.`);
  return ctx.page(lines.join("\n"));
}

function subscribe(ctx: LoggedIn, names: string, aliases: string | null): void {
  const { account } = ctx;
  const wanted = findChannels(ctx, names);
  const isNamed = aliases !== null && aliases !== "";
  if (isNamed && wanted.length > 1) ctx.fail("Give names to one channel at a time.");
  for (const one of wanted) {
    const name = escapeMarkup(one.key);
    if (one.hasConnection(account)) ctx.msg(`You listen to ${name} already.`);
    else if (one.isBanned(account)) ctx.msg(`You are banned from ${name}.`);
    else ctx.msg(one.connect(account) ? `You now listen to ${name}.` : `You may not listen to ${name}.`);
    if (isNamed && one.hasConnection(account)) addAliases(ctx, one, aliases);
  }
}

function unsubscribe(ctx: LoggedIn, names: string): void {
  for (const one of findChannels(ctx, names)) {
    const name = escapeMarkup(one.key);
    if (!one.hasConnection(ctx.account)) ctx.msg(`You do not listen to ${name}.`);
    else ctx.msg(one.disconnect(ctx.account) ? `You leave ${name}.` : `You cannot leave ${name}.`);
  }
}

function setAliases(ctx: LoggedIn, name: string, aliases: string | null): void {
  const one = findChannel(ctx, name);
  if (aliases === null || aliases === "") return ctx.fail("Usage: channel/alias name = alias;alias");
  if (!one.hasConnection(ctx.account)) return ctx.fail(`You do not listen to ${escapeMarkup(one.key)}.`);
  return addAliases(ctx, one, aliases);
}

/** More names for one channel nobody can keep in mind. */
const mostAliases = 20;

function addAliases(ctx: LoggedIn, one: Channel, aliases: string): void {
  const { account } = ctx;
  const added = aliases.split(";").map((alias) => alias.trim());
  if (added.some((alias) => alias === "" || alias.length > 60))
    ctx.fail("A name has between 1 and 60 letters.");
  const all = [...one.personalAliases(account), ...added];
  if (all.length > mostAliases) ctx.fail(`At most ${mostAliases} names for a channel can be kept.`);
  one.setPersonalAliases(account, all);
  ctx.msg(
    `You also call ${escapeMarkup(one.key)} ${joinList(one.personalAliases(account).map(escapeMarkup))}.`,
  );
}

function removeAlias(ctx: LoggedIn, alias: string): void {
  const { account, game } = ctx;
  const wanted = alias.trim().toLowerCase();
  const one = game.channels.of(account).find((each) => each.personalAliases(account).includes(wanted));
  if (one === undefined) return ctx.fail(`You call no channel "${escapeMarkup(alias)}".`);
  one.setPersonalAliases(
    account,
    one.personalAliases(account).filter((each) => each !== wanted),
  );
  return ctx.msg(`You do not call ${escapeMarkup(one.key)} "${escapeMarkup(wanted)}" any more.`);
}

function mute(ctx: LoggedIn, names: string, isMuted: boolean): void {
  const { account } = ctx;
  for (const one of findChannels(ctx, names)) {
    const name = escapeMarkup(one.key);
    if (!one.hasConnection(account)) ctx.msg(`You do not listen to ${name}.`);
    else if (isMuted) ctx.msg(one.mute(account) ? `You mute ${name}.` : `You have muted ${name} already.`);
    else ctx.msg(one.unmute(account) ? `You hear ${name} again.` : `You have not muted ${name}.`);
  }
}

function withRight(ctx: LoggedIn, type: "manage" | "admin" | "changelocks"): LoggedIn {
  const mayDo = ctx.game.locks.checkText(locks, actorOf(ctx), {}, { accessType: type });
  if (!mayDo) ctx.fail("You may not do that with channels. Ask somebody of the staff.");
  return ctx;
}
