import { displayWidth, escapeMarkup, type CommandContext } from "../../../api.ts";
import { showHelp } from "./show-help.ts";
import type { Topic } from "./help-topics.ts";

/** The whole index: commands, then other topics, each by category. */
export function helpIndex(ctx: CommandContext, topics: readonly Topic[]): void {
  const commands = topics.filter(({ source }) => source === "command");
  const others = topics.filter(({ source }) => source !== "command");
  const blocks = [
    ["Commands", commands],
    ["Other topics", others],
  ] as const;
  const shown = blocks.filter(([, block]) => block.length > 0);
  const last = "|whelp NAME|n explains one of them, |whelp CATEGORY|n lists one group.";
  const lay = (draw: (group: readonly Topic[]) => string): string =>
    [
      ...shown.flatMap(([title, block]) => [
        `|w${title}|n`,
        ...groupsOf(block).map(([category, group]) => `|y${escapeMarkup(category)}|n\n${draw(group)}`),
      ]),
      last,
    ].join("\n");
  const alt = lay((group) => sorted(group).map(escapeMarkup).join(", "));
  showHelp(ctx, { text: lay((group) => namesInColumns(ctx, group)), alt });
}

/** The names of topics in columns as wide as the client, to be clicked on where it can. */
export function namesInColumns(ctx: CommandContext, topics: readonly Topic[]): string {
  const names = sorted(topics);
  const widest = Math.max(...names.map((name) => displayWidth(escapeMarkup(name)))) + gap;
  const columns = Math.max(1, Math.floor((ctx.size.width - margin + gap) / widest));
  const rows = Math.ceil(names.length / columns);
  const lines = Array.from({ length: rows }, (_, row) => names.filter((_name, at) => at % rows === row));
  return lines
    .map((line) => {
      const cells = line.map((name, at) => {
        const missing = at === line.length - 1 ? 0 : widest - displayWidth(escapeMarkup(name));
        return (ctx.game.help.manner.clickable ? clickable(name) : escapeMarkup(name)) + " ".repeat(missing);
      });
      return " ".repeat(margin) + cells.join("");
    })
    .join("\n");
}

const gap = 2;
const margin = 2;

function clickable(name: string): string {
  const shown = escapeMarkup(name);
  return /[|]/u.test(name) ? shown : `|lchelp ${shown}|lt${shown}|le`;
}

function sorted(topics: readonly Topic[]): readonly string[] {
  return topics
    .map((topic) => (topic.source === "command" ? topic.label : topic.key))
    .toSorted((a, b) => a.localeCompare(b));
}

function groupsOf(topics: readonly Topic[]): readonly (readonly [string, readonly Topic[]])[] {
  return [...Map.groupBy(topics, ({ category }) => category)]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([category, group]) => [category.charAt(0).toUpperCase() + category.slice(1), group]);
}
