import type { CommandContext } from "../../command/declaration/definition.ts";
import { escapeMarkup } from "../../text/markup/plain-text.ts";
import type { Channel } from "./channel.ts";

/** Says what somebody typed on a channel; with nothing to say, shows what was said last. */
export function speakOn(ctx: CommandContext, channel: Channel, text: string): void {
  const { caller } = ctx;
  if (!("kind" in caller)) return ctx.fail("You have to log in first.");
  const name = escapeMarkup(channel.key);
  if (channel.isDeleted) return ctx.fail("That channel is no more.");
  if (text.trim() === "") {
    const lines = channel.history().map((message) => message.text);
    return ctx.page(lines.length === 0 ? `Nothing was said on ${name} yet.` : lines.join("\n"));
  }
  const listener = ctx.account;
  if (!channel.hasConnection(caller) && listener !== null && !channel.hasConnection(listener)) {
    return ctx.fail(`You do not listen to ${name}. To join: channel/sub ${name}`);
  }
  if (!channel.access(caller, "send", { default: true })) return ctx.fail(`You may not talk on ${name}.`);
  if (listener !== null && channel.isMutedBy(listener)) {
    return ctx.fail(`You have muted ${name}. To hear it again: channel/unmute ${name}`);
  }
  channel.msg(escapeMarkup(text.trim()), { from: caller });
}
