import {
  channelCalled,
  channelNamed,
  channelsLike,
  mayKnow,
  type Account,
  type Channel,
  type ContextWith,
} from "../../../api.ts";

/** A run of somebody who is logged in. */
export type LoggedIn = ContextWith<"account">;

/** More than that at once is rather a mistake. */
const mostNames = 20;

/** Who does it, for locks: the character, out of character the account. */
export function actorOf(ctx: LoggedIn): Account | NonNullable<LoggedIn["puppet"]> {
  return ctx.puppet ?? ctx.account;
}

export function mayControl(ctx: LoggedIn, channel: Channel): boolean {
  return channel.access(actorOf(ctx), "control");
}

/** May they know that it exists? */
export function maySee(ctx: LoggedIn, channel: Channel): boolean {
  return mayKnow(channel, ctx);
}

/** By one's own name for it, by its names, else by a part of these; ends the command with words when there is none. */
export function findChannel(ctx: LoggedIn, name: string): Channel {
  const found = channelNamed(name, ctx);
  return found.ok ? found.value : ctx.fail(found.message);
}

/** Several, with commas between. */
export function findChannels(ctx: LoggedIn, names: string): readonly Channel[] {
  const wanted = names.split(",").filter((name) => name.trim() !== "");
  if (wanted.length === 0) ctx.fail("Which channel?");
  if (wanted.length > mostNames) ctx.fail(`At most ${mostNames} channels can be named at once.`);
  return [...new Set(wanted.map((name) => findChannel(ctx, name)))];
}

/** The channel that the first words of a line name, and what follows; the longest name counts. Null when none does. */
export function channelAtStart(
  ctx: LoggedIn,
  line: string,
): { readonly channel: Channel; readonly rest: string } | null {
  const ends = [...line.matchAll(/\s+|$/gu)].map(({ index }) => index).slice(0, 10);
  for (const end of ends.toReversed()) {
    const channel = channelCalled(line.slice(0, end), ctx);
    if (channel !== null) return { channel, rest: line.slice(end).trim() };
  }
  const [first = ""] = line.split(/\s/u, 1);
  const like = channelsLike(first, ctx);
  const [only] = like;
  return only === undefined || like.length > 1
    ? null
    : { channel: only, rest: line.slice(first.length).trim() };
}
