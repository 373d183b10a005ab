import { splitTopics, type HelpPart } from "./sub-topics.ts";

/** Something that can be looked up: a command, an entry made in the game, or a file. */
export interface HelpTopic {
  readonly key: string;
  readonly aliases: readonly string[];
  /** In lower case. */
  readonly category: string;
  readonly tags: readonly string[];
  readonly source: "command" | "entry" | "file";
  /** Its text in plain words, for searching. */
  readonly words: string;
}

/** A topic that is written in Markdown. */
export interface WrittenTopic extends HelpTopic {
  readonly source: "entry" | "file";
  /** Markdown. */
  readonly text: string;
  readonly locks: string;
}

/** A topic as a file says it. */
export interface HelpFile extends Omit<WrittenTopic, "category"> {
  /** In lower case; null: where the game lists texts that do not say. */
  readonly category: string | null;
}

/** Its text, and the sub-topics in it. */
export function partsOf({ text }: Pick<WrittenTopic, "text">): HelpPart {
  return splitTopics(text);
}
