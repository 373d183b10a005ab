import { joinList } from "../../text/layout/join-list.ts";
import { escapeMarkup } from "../../text/markup/plain-text.ts";
import type { ArgumentScope } from "../../command/arguments/argument-scope.ts";
import { argument, parsed, refused, type Argument } from "../../command/arguments/part.ts";
import type { Entity } from "../../model/entity/entity.ts";
import type { WrittenTopic } from "../help/help-topic.ts";
import { lookUpHelp } from "../help/look-up-help.ts";
import "../help/help.ts";

/** A help text, from a file or written in the game, that the caller may read: by its name, or the beginning of it. */
export function help<const Name extends string>(name: Name): Argument<Name, WrittenTopic> {
  return argument(name, {
    kind: "help",
    takes: "phrase",
    quotes: "remove",
    facts: {},
    parse(text, scope) {
      const answer = lookUpHelp(text, readable(scope), "");
      if (answer.kind === "topic") return parsed(answer.topic);
      const near = answer.kind === "nothing" ? answer.suggestions : answer.topics.map(({ key }) => key);
      const hint = near.length === 0 ? "" : ` Did you mean ${joinList(near.map(quoted), "or")}?`;
      return refused(`There is no help about "${escapeMarkup(text)}".${hint}`);
    },
    complete: (text, scope) =>
      readable(scope)
        .map(({ key }) => key)
        .filter((key) => key.toLowerCase().startsWith(text.toLowerCase()))
        .sort(),
  });
}

function readable({ game, puppet, account }: ArgumentScope): readonly WrittenTopic[] {
  const reader: Entity | null = puppet ?? account;
  return game.help.topics(reader, "read");
}

function quoted(key: string): string {
  return `"${escapeMarkup(key)}"`;
}
