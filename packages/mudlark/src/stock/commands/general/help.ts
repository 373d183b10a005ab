import { arg, command, helpOf, optional, seq, suggest, type CommandContext } from "../../../api.ts";

export const help = command({
  key: "help",
  aliases: ["?"],
  help: "List the commands, or explain one of them.",
  examples: ["help", "help look"],
  protected: true,
  args: seq(optional(arg.text("topic"))),
  run(ctx, { topic }) {
    ctx.msg(topic === undefined ? index(ctx) : explain(ctx, topic));
  },
});

function index(ctx: CommandContext): string {
  const groups = Map.groupBy(shown(ctx), ({ command: known }) => known.category);
  const lines = [...groups]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([category, entries]) => {
      const names = entries
        .map(({ command: known }) => known.indexKey)
        .toSorted((a, b) => a.localeCompare(b));
      return `|w${category.charAt(0).toUpperCase()}${category.slice(1)}:|n ${names.join(", ")}`;
    });
  return [...lines, "|whelp NAME|n explains one of them."].join("\n");
}

function explain(ctx: CommandContext, topic: string): string {
  const wanted = topic
    .trim()
    .toLowerCase()
    .replace(/^[@&/+]+(?=.)/u, "");
  const entries = shown(ctx);
  const found =
    entries.find(({ names }) => names.some((name) => name.toLowerCase() === wanted)) ??
    entries.find(({ names }) => names.some((name) => name.toLowerCase().startsWith(wanted)));
  if (found === undefined) {
    const near = suggest(
      wanted,
      entries.flatMap(({ names }) => names.map((name) => ({ written: name, folded: name.toLowerCase() }))),
    );
    const hint = near.length === 0 ? "" : ` Did you mean ${near.map((name) => `|w${name}|n`).join(" or ")}?`;
    return `There is no help on that.${hint}`;
  }
  const { usage, aliases, text, switches, examples } = helpOf(found.command, ctx.caller);
  return [
    `|w${found.command.key}|n${aliases.length === 0 ? "" : ` (also: ${aliases.join(", ")})`}`,
    text,
    `Usage: ${usage}`,
    ...switches.map(([typed, meaning]) => `  |w${typed}|n ${meaning}`),
    ...(examples.length === 0 ? [] : [`For example: ${examples.join(" · ")}`]),
  ].join("\n");
}

function shown(ctx: CommandContext): ReturnType<CommandContext["available"]> {
  return ctx.available().filter(({ command: known }) => known.autoHelp && !known.hidden && !known.isSystem);
}
