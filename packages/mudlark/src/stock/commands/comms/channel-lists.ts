import { escapeMarkup, joinList, type Channel } from "../../../api.ts";
import { mayControl, maySee, type LoggedIn } from "./find-channel.ts";

/** What one subscribes to. */
export function listOwn(ctx: LoggedIn): void {
  const { account, game } = ctx;
  const channels = game.channels.of(account);
  if (channels.length === 0) return ctx.msg("You listen to no channel. channel/all lists what there is.");
  const controlsAny = channels.some((channel) => mayControl(ctx, channel));
  const rows = channels.map((channel) => [
    nameOf(ctx, channel),
    channel.personalAliases(account).map(escapeMarkup).join(", "),
    `${channel.isMutedBy(account) ? "(muted) " : ""}${escapeMarkup(channel.desc)}`,
    ...(controlsAny ? [mayControl(ctx, channel) ? escapeMarkup(channel.locks.get()) : ""] : []),
  ]);
  return show(ctx, ["Channel", "Your names", "About", ...(controlsAny ? ["Locks"] : [])], rows);
}

/** Everything that one may listen to. */
export function listAll(ctx: LoggedIn): void {
  const { account, game } = ctx;
  const channels = game.channels.all().filter((channel) => maySee(ctx, channel));
  if (channels.length === 0) return ctx.msg("There are no channels.");
  const rows = channels.map((channel) => [
    nameOf(ctx, channel),
    channel.hasConnection(account) ? (channel.isMutedBy(account) ? "muted" : "yes") : "no",
    escapeMarkup(channel.desc),
  ]);
  return show(ctx, ["Channel", "Joined", "About"], rows);
}

/** Everything about one. */
export function describe(ctx: LoggedIn, channel: Channel): void {
  const { account } = ctx;
  const own = channel.personalAliases(account);
  const { length } = channel.subscribers;
  const joined = channel.hasConnection(account)
    ? `You listen to it${channel.isMutedBy(account) ? ", but have muted it" : ""}.`
    : `You do not listen to it. To join: channel/sub ${escapeMarkup(channel.key)}`;
  ctx.msg(
    [
      `Channel ${nameOf(ctx, channel)}`,
      ...(channel.desc === "" ? [] : [escapeMarkup(channel.desc)]),
      joined,
      ...(own.length === 0 ? [] : [`You also call it ${joinList(own.map(escapeMarkup))}.`]),
      length === 1 ? "One listens to it." : `${length} listen to it.`,
      ...(mayControl(ctx, channel) ? [`Locks: ${escapeMarkup(channel.locks.get())}`] : []),
    ].join("\n"),
  );
}

/** Who is there; whoever controls it also sees who is not. */
export function listListeners(ctx: LoggedIn, channel: Channel): void {
  const controls = mayControl(ctx, channel);
  const names = (controls ? channel.subscribers : channel.online).map((listener) => {
    const name = escapeMarkup(listener.getDisplayName(ctx.puppet));
    if (!controls) return name;
    const isOnline = ctx.game.isOnline(listener);
    return `${name}${channel.isMutedBy(listener) ? " (muting)" : ""}${isOnline ? "" : " (offline)"}`;
  });
  const name = escapeMarkup(channel.key);
  ctx.page(names.length === 0 ? `Nobody listens to ${name}.` : `On ${name}: ${joinList(names)}.`);
}

function nameOf(ctx: LoggedIn, channel: Channel): string {
  const names = [channel.key, ...channel.aliases.all()].map(escapeMarkup).join(";");
  return mayControl(ctx, channel) ? `${names} (${channel.ref})` : names;
}

function show(ctx: LoggedIn, headings: readonly string[], rows: readonly (readonly string[])[]): void {
  ctx.page(ctx.styledTable(headings, rows));
}
