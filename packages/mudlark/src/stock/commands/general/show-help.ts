import type { CommandContext, PagedText } from "../../../api.ts";

/** Shows a help text page by page, or all at once where the game wants it so. */
export function showHelp(ctx: CommandContext, content: string | PagedText): void {
  if (ctx.game.help.manner.page) return ctx.page(content);
  if (typeof content === "string") return ctx.msg(content.replaceAll("\f", "\n"));
  const { text, alt = text } = content;
  return ctx.msg({ text, options: { alt } });
}
