import {
  arg,
  command,
  escapeMarkup,
  findPart,
  flag,
  helpOf,
  lookUpHelp,
  markdownToMarkup,
  optional,
  partsOf,
  searchHelp,
  seq,
  type CommandContext,
} from "../../../api.ts";
import { helpIndex, namesInColumns } from "./help-index.ts";
import { helpTopics, type Topic } from "./help-topics.ts";
import { showHelp } from "./show-help.ts";

export const help = command({
  key: "help",
  readOnly: true,
  aliases: ["?"],
  help:
    "List everything that is explained, or explain one thing: a command, a topic, or a category with all that is in " +
    "it. A topic may have parts, which follow after a slash. What is not a name is looked for in all texts.",
  examples: ["help", "help look", "help building", "help combat/ranged", "help/search drop a thing"],
  switches: { search: flag("look for words in all texts, also if they are the name of something") },
  protected: true,
  args: seq(optional(arg.text("topic"))),
  run(ctx, { topic: query, switches }) {
    if (query === undefined) return helpIndex(ctx, helpTopics(ctx, "view"));
    const readable = helpTopics(ctx, "read");
    const [name = "", ...path] = query.split("/").map((step) => step.trim());
    const listed = new Set(helpTopics(ctx, "view").map(({ key }) => key));
    const mayList = ({ key }: Topic): boolean => listed.has(key);
    if (switches.search) return listMentions(ctx, query, searchHelp(query, readable.filter(mayList)));
    const answer = lookUpHelp(name, readable, ctx.game.commands.ignoredPrefixes, mayList);
    switch (answer.kind) {
      case "topic":
        return explain(ctx, answer.topic, path, answer.suggestions);
      case "category":
        return showHelp(ctx, `|w${heading(answer.category)}|n\n${namesInColumns(ctx, answer.topics)}`);
      case "nothing":
        return notFound(ctx, query, answer);
    }
  },
});

function explain(
  ctx: CommandContext,
  topic: Topic,
  path: readonly string[],
  suggestions: readonly string[],
): void {
  const found = findPart(partsOf(topic), path);
  const title = [topic.key, ...found.names].join("/");
  if (!found.ok) {
    const names = found.part.parts.map((part) => part.name);
    const there = names.length === 0 ? "It has no parts." : `Its parts: ${names.join(", ")}.`;
    return ctx.fail(escapeMarkup(`There is no "${found.missing}" in the help on ${title}. ${there}`));
  }
  const { text, parts } = found.part;
  const isWhole = path.length === 0;
  const also = isWhole && topic.aliases.length > 0 ? ` (also: ${topic.aliases.join(", ")})` : "";
  const links = parts.map((part) => `|w${escapeMarkup(`help ${title}/${part.name}`)}|n`);
  const others = suggestions.map((name) => `|w${escapeMarkup(`help ${name}`)}|n`);
  showHelp(
    ctx,
    [
      `|w${escapeMarkup(title)}|n${escapeMarkup(also)}`,
      ...(isWhole && topic.category !== usualCategory(ctx, topic)
        ? [`Category: ${escapeMarkup(topic.category)}`]
        : []),
      ...(text === "" ? [] : [topic.source === "command" ? text : markdownToMarkup(text)]),
      ...(isWhole && topic.source === "command" ? usageOf(ctx, topic) : []),
      ...(links.length === 0 ? [] : [`Parts: ${links.join(", ")}`]),
      ...(isWhole && others.length > 0 ? [`See also: ${others.join(", ")}`] : []),
    ].join("\n"),
  );
}

/** Where a topic is listed that does not say. */
function usualCategory({ game }: CommandContext, { source }: Topic): string {
  return source === "command" ? game.commands.usualCategory : game.help.manner.defaultCategory;
}

function usageOf(ctx: CommandContext, { command: known }: Topic & { readonly source: "command" }): string[] {
  const { usage, switches, examples } = helpOf(known, ctx.caller);
  return [
    `Usage: ${escapeMarkup(usage)}`,
    ...switches.map(([typed, meaning]) => `  |w${typed}|n ${meaning}`),
    ...(examples.length === 0
      ? []
      : ["For example:", ...examples.map((line) => `  |w${escapeMarkup(line)}|n`)]),
  ];
}

function listMentions(ctx: CommandContext, query: string, topics: readonly Topic[]): void {
  const shown = escapeMarkup(query);
  showHelp(
    ctx,
    topics.length === 0 ? `Nothing speaks of "${shown}".` : `"${shown}" is spoken of in: ${namesOf(topics)}.`,
  );
}

function notFound(
  ctx: CommandContext,
  query: string,
  { suggestions, mentions }: { readonly suggestions: readonly string[]; readonly mentions: readonly Topic[] },
): void {
  const near = suggestions.map((name) => `|w${escapeMarkup(name)}|n`).join(", ");
  ctx.msg(
    [
      `There is no help on "${escapeMarkup(query)}".`,
      ...(near === "" ? [] : [`Did you mean: ${near}?`]),
      ...(mentions.length === 0 ? [] : [`It is spoken of in: ${namesOf(mentions)}.`]),
    ].join("\n"),
  );
}

function namesOf(topics: readonly Topic[]): string {
  return topics.map(({ key }) => `|w${escapeMarkup(key)}|n`).join(", ");
}

function heading(category: string): string {
  return escapeMarkup(category.charAt(0).toUpperCase() + category.slice(1));
}
