import { Channel, escapeMarkup, joinList, type Account, type EntityClass } from "../../../api.ts";
import { tellMistakes } from "../tell-mistakes.ts";
import { findChannel, findChannels, mayControl, type LoggedIn } from "./find-channel.ts";

/** Makes `name;alias:class = description`; whoever makes it looks after it. */
export function createChannel(ctx: LoggedIn, typed: string, desc: string | null): void {
  const { account, game } = ctx;
  const [, names = "", className] = /^([^:]*)(?::(.*))?$/su.exec(typed) ?? [];
  const [key = "", ...aliases] = names
    .split(";")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  if (key === "") ctx.fail("Usage: channel/create name;alias:class = description");
  if ([key, ...aliases].some((name) => name.length > 60 || /[=,/|]/u.test(name))) {
    ctx.fail("A name has at most 60 letters, and no = , / or | in it.");
  }
  const channel = tellMistakes(ctx, () =>
    game.channels.create({ key, aliases, desc: desc ?? "", class: classCalled(ctx, className) }),
  );
  channel.locks.add(`control:pid(${account.id}) or perm(Admin)`, { overwrite: true });
  channel.connect(account);
  ctx.msg(`You make the channel ${escapeMarkup(channel.key)}, and listen to it.`);
}

function classCalled(ctx: LoggedIn, name: string | undefined): EntityClass<Channel> {
  if (name === undefined) return Channel;
  const cls = ctx.game.classes.find(name.trim());
  const isChannel = cls !== null && (cls === Channel || cls.prototype instanceof Channel);
  if (isChannel) return cls as EntityClass<Channel>;
  return ctx.fail(`There is no class of channels called "${escapeMarkup(name.trim())}".`);
}

export async function destroyChannel(ctx: LoggedIn, name: string, farewell: string | null): Promise<void> {
  const channel = controlled(ctx, name);
  const shown = escapeMarkup(channel.key);
  if (
    !(await ctx.confirm(`Destroy the channel ${shown} with all that was said on it?`, { default: false }))
  ) {
    ctx.fail("Nothing is destroyed.");
  }
  requireStillControlled(ctx, channel);
  const words = farewell === null || farewell === "" ? "" : ` ${escapeMarkup(farewell)}`;
  channel.msg(`This channel is closed for good.${words}`, { bypassMute: true });
  ctx.msg(
    channel.delete() ? `The channel ${shown} is destroyed.` : `The channel ${shown} cannot be destroyed.`,
  );
}

export function describeChannel(ctx: LoggedIn, name: string, desc: string | null): void {
  const channel = controlled(ctx, name);
  if (desc === null) ctx.fail("Usage: channel/desc name = text");
  channel.desc = desc;
  const shown = escapeMarkup(channel.key);
  ctx.msg(
    desc === "" ? `${shown} has no description any more.` : `${shown} is now about: ${escapeMarkup(desc)}`,
  );
}

/** Sets locks, or with `isRemoved` takes away those of the types that are named. */
export function lockChannel(ctx: LoggedIn, name: string, locks: string | null, isRemoved: boolean): void {
  const channel = controlled(ctx, name);
  if (locks === null || locks === "")
    ctx.fail(`Usage: channel/${isRemoved ? "unlock" : "lock"} name = listen:all()`);
  if (isRemoved) {
    const types = locks.split(";").map((entry) => entry.split(":", 1)[0]?.trim() ?? "");
    const missing = types.filter((type) => !channel.locks.has(type));
    if (missing.length > 0) ctx.fail(`It has no lock ${joinList(missing.map(escapeMarkup), "or")}.`);
    for (const type of types) channel.locks.remove(type);
  } else tellMistakes(ctx, () => channel.locks.add(locks, { overwrite: true }));
  ctx.msg(`The locks of ${escapeMarkup(channel.key)}: ${escapeMarkup(channel.locks.get())}`);
}

/** Puts somebody off channels, with words why. */
export async function bootFrom(
  ctx: LoggedIn,
  names: string,
  target: string | null,
  isQuiet: boolean,
): Promise<void> {
  const { account: who, reason } = targetOf(ctx, target, "boot");
  const channels = findChannels(ctx, names);
  for (const channel of channels) requireControl(ctx, channel);
  for (const channel of channels) {
    const shown = `${escapeMarkup(who.key)} off ${escapeMarkup(channel.key)}`;
    if (!channel.hasConnection(who)) {
      ctx.msg(`${escapeMarkup(who.key)} does not listen to ${escapeMarkup(channel.key)}.`);
    } else if (await ctx.confirm(`Put ${shown}?`, { default: true })) {
      requireStillControlled(ctx, channel, who);
      boot(ctx, channel, who, reason, isQuiet);
    } else ctx.msg("Nothing is changed.");
  }
}

/** Bans somebody, whom it puts off first; without anybody, lists who is banned. */
export async function banFrom(ctx: LoggedIn, names: string, target: string | null): Promise<void> {
  const channels = findChannels(ctx, names);
  for (const channel of channels) requireControl(ctx, channel);
  if (target === null || target === "") {
    for (const channel of channels) {
      const banned = channel.banned.map(({ key }) => escapeMarkup(key));
      const shown = banned.length === 0 ? "nobody" : joinList(banned);
      ctx.msg(`Banned from ${escapeMarkup(channel.key)}: ${shown}.`);
    }
    return;
  }
  const { account: who, reason } = targetOf(ctx, target, "ban");
  for (const channel of channels) {
    const shown = `${escapeMarkup(who.key)} from ${escapeMarkup(channel.key)}`;
    if (channel.isBanned(who)) ctx.msg(`${escapeMarkup(who.key)} is banned there already.`);
    else if (await ctx.confirm(`Ban ${shown}?`, { default: true })) {
      requireStillControlled(ctx, channel, who);
      if (channel.hasConnection(who)) boot(ctx, channel, who, reason, false);
      channel.ban(who);
      ctx.msg(`You ban ${shown}.`);
    } else ctx.msg("Nothing is changed.");
  }
}

export function unbanFrom(ctx: LoggedIn, names: string, target: string | null): void {
  const { account: who } = targetOf(ctx, target, "unban");
  for (const channel of findChannels(ctx, names)) {
    requireControl(ctx, channel);
    const shown = escapeMarkup(who.key);
    const name = escapeMarkup(channel.key);
    ctx.msg(
      channel.unban(who) ? `${shown} may listen to ${name} again.` : `${shown} is not banned from ${name}.`,
    );
  }
}

function boot(ctx: LoggedIn, channel: Channel, who: Account, reason: string, isQuiet: boolean): void {
  const why = reason === "" ? "" : ` Reason: ${escapeMarkup(reason)}`;
  const [name, by] = [escapeMarkup(channel.key), escapeMarkup(ctx.account.key)];
  if (!channel.hasConnection(who))
    return ctx.msg(`${escapeMarkup(who.key)} does not listen to ${name} any more.`);
  if (!channel.disconnect(who)) return ctx.msg(`${escapeMarkup(who.key)} cannot be put off ${name}.`);
  who.msg(`${by} puts you off the channel ${name}.${why}`);
  if (!isQuiet) channel.msg(`${by} puts ${escapeMarkup(who.key)} off the channel.${why}`);
  return ctx.msg(`You put ${escapeMarkup(who.key)} off ${name}.`);
}

/** `who : reason` */
function targetOf(
  ctx: LoggedIn,
  target: string | null,
  verb: string,
): { readonly account: Account; readonly reason: string } {
  const [who = "", ...reason] = (target ?? "").split(":");
  const name = who.trim().replace(/^\*/u, "");
  if (name === "") ctx.fail(`Usage: channel/${verb} name = who${verb === "unban" ? "" : " : reason"}`);
  const account = ctx.game.accounts.find(name);
  if (account === null) return ctx.fail(`There is no account "${escapeMarkup(name)}".`);
  return { account, reason: reason.join(":").trim() };
}

function controlled(ctx: LoggedIn, name: string): Channel {
  const channel = findChannel(ctx, name);
  requireControl(ctx, channel);
  return channel;
}

/** Much may have happened while the question was open. */
function requireStillControlled(ctx: LoggedIn, channel: Channel, who?: Account): void {
  if (channel.isDeleted || who?.isDeleted === true) ctx.fail("It is gone already.");
  requireControl(ctx, channel);
}

function requireControl(ctx: LoggedIn, channel: Channel): void {
  if (!mayControl(ctx, channel)) ctx.fail(`You do not control ${escapeMarkup(channel.key)}.`);
}
