import MiniSearch from "minisearch";
import { foldName } from "../../base/fold-text.ts";
import { suggest } from "../../command/parser/suggest.ts";
import type { HelpTopic } from "./help-topic.ts";

/** What somebody who looks something up gets. */
export type HelpAnswer<T extends HelpTopic> =
  | {
      readonly kind: "topic";
      readonly topic: T;
      /** Names of others that are near what was typed. */
      readonly suggestions: readonly string[];
    }
  | { readonly kind: "category"; readonly category: string; readonly topics: readonly T[] }
  | {
      readonly kind: "nothing";
      /** Names that are near what was typed. */
      readonly suggestions: readonly string[];
      /** Topics that speak of it, the best first. */
      readonly mentions: readonly T[];
    };

/** More than that is no help. */
const mostMentions = 8;
const mostSuggestions = 5;

/**
 * Finds a topic (`commands.md` §9.3): by its whole name, then a category, then the beginning of only one name; else
 * tells what it could have been, and where it is spoken of.
 *
 * @param topics what may be read, without two of one name
 * @param prefixes letters that may stand before a name or be left out
 * @param mayList may the topic be shown to somebody who has not named it? Default: every one may
 */
export function lookUpHelp<T extends HelpTopic>(
  query: string,
  topics: readonly T[],
  prefixes: string,
  mayList: (topic: T) => boolean = () => true,
): HelpAnswer<T> {
  const plain = (name: string): string => withoutPrefix(foldName(name), prefixes);
  const wanted = plain(query);
  const named = topics.map((topic) => ({ topic, names: [topic.key, ...topic.aliases].map(plain) }));
  const listed = named.filter(({ topic }) => mayList(topic));
  const exact =
    named.find(({ names }) => names[0] === wanted) ?? named.find(({ names }) => names.includes(wanted));
  if (exact !== undefined) return topicAnswer(exact.topic);
  const inCategory = listed.filter(({ topic }) => topic.category === wanted).map(({ topic }) => topic);
  if (inCategory.length > 0) return { kind: "category", category: wanted, topics: inCategory };
  const begun =
    wanted === "" ? [] : listed.filter(({ names }) => names.some((name) => name.startsWith(wanted)));
  const [only] = begun;
  if (only !== undefined && begun.length === 1) return topicAnswer(only.topic);
  const suggestions = [...new Set([...begun.map(({ topic }) => topic.key), ...near()])];
  return {
    kind: "nothing",
    suggestions: suggestions.slice(0, mostSuggestions),
    mentions: searchHelp(
      wanted,
      listed.map(({ topic }) => topic),
    ),
  };

  function topicAnswer(topic: T): HelpAnswer<T> {
    return { kind: "topic", topic, suggestions: near().filter((name) => name !== topic.key) };
  }

  function near(): readonly string[] {
    const spellings = listed.flatMap(({ topic, names }) =>
      names.map((folded) => ({ written: topic.key, folded })),
    );
    return suggest(wanted, spellings, mostSuggestions);
  }
}

/** What is left of a name without the letters in front that may be left out; of nothing else than such, all. */
export function withoutPrefix(name: string, prefixes: string): string {
  const letters = [...name];
  const first = letters.findIndex((letter) => !prefixes.includes(letter));
  return first <= 0 ? name : letters.slice(first).join("");
}

/**
 * The topics that speak of all these words, the best first. Names count most, then tags and categories, then the text;
 * words may be cut short.
 */
export function searchHelp<T extends HelpTopic>(query: string, topics: readonly T[]): readonly T[] {
  if (query === "") return [];
  const index = new MiniSearch<T>({
    idField: "key",
    fields: ["key", "aliases", "tags", "category", "words"],
    extractField: (topic, field) => {
      const value = topic[field as keyof T] as string | readonly string[];
      return typeof value === "string" ? value : value.join(" ");
    },
  });
  index.addAll(topics);
  const byKey = new Map(topics.map((topic) => [topic.key, topic]));
  const found = index.search(query, {
    prefix: (term) => term.length > 2,
    boost: { key: 8, aliases: 6, tags: 4, category: 3 },
    combineWith: "AND",
  });
  return found
    .slice(0, mostMentions)
    .map(({ id }) => byKey.get(String(id)))
    .filter((topic) => topic !== undefined);
}
