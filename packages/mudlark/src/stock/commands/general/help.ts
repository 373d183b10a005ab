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
    if (switches.search) return listMentions(ctx, query, searchHelp(query, readable));
    const answer = lookUpHelp(name, readable, ctx.game.commands.ignoredPrefixes);
    switch (answer.kind) {
      case "topic":
        return explain(ctx, answer.topic, path);
      case "category":
        return ctx.page(`|w${heading(answer.category)}|n\n${namesInColumns(ctx, answer.topics)}`);
      case "nothing":
        return notFound(ctx, query, answer);
    }
  },
});

function explain(ctx: CommandContext, topic: Topic, path: readonly string[]): void {
  if (topic.source === "command") return explainCommand(ctx, topic);
  const found = findPart(partsOf(topic), path);
  const title = [topic.key, ...found.names].join("/");
  if (!found.ok) {
    const names = found.part.parts.map((part) => part.name);
    const there = names.length === 0 ? "It has no parts." : `Its parts: ${names.join(", ")}.`;
    return ctx.fail(escapeMarkup(`There is no "${found.missing}" in the help on ${title}. ${there}`));
  }
  const { text, parts } = found.part;
  const also = path.length > 0 || topic.aliases.length === 0 ? "" : ` (also: ${topic.aliases.join(", ")})`;
  ctx.page(
    [
      `|w${escapeMarkup(title)}|n${escapeMarkup(also)}`,
      ...(path.length > 0 || topic.category === "general"
        ? []
        : [`Category: ${escapeMarkup(topic.category)}`]),
      ...(text === "" ? [] : [markdownToMarkup(text)]),
      ...(parts.length === 0
        ? []
        : [`Parts: ${parts.map((part) => `|w${escapeMarkup(`help ${title}/${part.name}`)}|n`).join(", ")}`]),
    ].join("\n"),
  );
}

function explainCommand(ctx: CommandContext, topic: Topic & { readonly source: "command" }): void {
  const { usage, aliases, text, switches, examples } = helpOf(topic.command, ctx.caller);
  ctx.page(
    [
      `|w${topic.command.key}|n${aliases.length === 0 ? "" : ` (also: ${aliases.join(", ")})`}`,
      text,
      `Usage: ${escapeMarkup(usage)}`,
      ...switches.map(([typed, meaning]) => `  |w${typed}|n ${meaning}`),
      ...(examples.length === 0
        ? []
        : ["For example:", ...examples.map((line) => `  |w${escapeMarkup(line)}|n`)]),
    ].join("\n"),
  );
}

function listMentions(ctx: CommandContext, query: string, topics: readonly Topic[]): void {
  const shown = escapeMarkup(query);
  ctx.page(
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
