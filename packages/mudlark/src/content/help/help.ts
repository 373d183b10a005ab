import { MudlarkError } from "../../base/errors.ts";
import { foldName } from "../../base/fold-text.ts";
import type { Entity } from "../../model/entity/entity.ts";
import type { Game } from "../../model/game.ts";
import { HelpEntry, requireTopicName, helpKind } from "./help-entry.ts";
import type { HelpFile, WrittenTopic } from "./help-topic.ts";

declare module "../../model/game.ts" {
  interface Game {
    readonly help: Help;
  }
}

declare module "../../model/signals.ts" {
  interface SignalMap {
    helpEntryCreated: { readonly entry: HelpEntry };
  }
}

interface HelpManner {
  /** Is what does not fit on the screen shown page by page? */
  readonly page: boolean;
  /** Can the names in lists be clicked on? */
  readonly clickable: boolean;
  /** Where texts are listed that name no category. */
  readonly defaultCategory: string;
}

interface NewHelpEntry {
  readonly key: string;
  readonly aliases?: readonly string[];
  /** Default: as the setting `help.defaultCategory` says. */
  readonly category?: string;
  /** Markdown. */
  readonly text: string;
  /** Of the types `view`, `read` and `edit`. */
  readonly locks?: string;
}

/** Help texts besides those of the commands: files of the game, and entries that its staff writes while it runs. */
class Help {
  /** How it is shown. */
  readonly manner: HelpManner;
  readonly #game: Game;
  readonly #files: readonly WrittenTopic[];

  constructor(game: Game, files: readonly HelpFile[], manner: HelpManner) {
    this.#game = game;
    this.#files = files.map((file) => ({ ...file, category: file.category ?? manner.defaultCategory }));
    this.manner = manner;
  }

  /** The entry of exactly that key, in any case; null when there is none. */
  find(key: string): HelpEntry | null {
    const wanted = foldName(key);
    return this.#game.called<HelpEntry>("help", key).find((entry) => foldName(entry.key) === wanted) ?? null;
  }

  /** How many topics there are, hidden ones included. */
  get count(): number {
    const keys = [...this.#files, ...this.#game.collection<HelpEntry>("help")].map(({ key }) =>
      foldName(key),
    );
    return new Set(keys).size;
  }

  /** Everything that is written, for whoever may do that with it. An entry takes the place of a file of its key. */
  topics(reader: Entity | null, type: "view" | "read"): readonly WrittenTopic[] {
    const topics = new Map<string, WrittenTopic>();
    for (const file of this.#files) topics.set(foldName(file.key), file);
    for (const entry of this.#game.collection<HelpEntry>("help"))
      topics.set(foldName(entry.key), topicOf(entry));
    return [...topics.values()].filter((topic) => this.#mayDo(topic, reader, type));
  }

  /** @throws MudlarkError HELP_NAME when there is an entry of that key, or the key is none; TURN_CLOSED */
  create({ key, aliases = [], category, text, locks }: NewHelpEntry): HelpEntry {
    requireTopicName(key);
    if (this.find(key) !== null)
      throw new MudlarkError("HELP_NAME", `there is a help entry "${key}" already`);
    return this.#game.whole(() => {
      const options = { key: key.trim(), aliases, ...(locks !== undefined && { locks }) };
      const entry = this.#game.create(HelpEntry, options);
      entry.text = text;
      if (category !== undefined) entry.category = category;
      this.#game.signals.emit("helpEntryCreated", { entry });
      return entry;
    });
  }

  #mayDo({ locks }: WrittenTopic, reader: Entity | null, type: "view" | "read"): boolean {
    if (locks === "") return true;
    const check = (accessType: string, otherwise: boolean): boolean =>
      this.#game.locks.checkText(locks, reader, {}, { accessType, default: otherwise });
    return type === "read" ? check("read", true) : check("view", check("read", true));
  }
}

function topicOf(entry: HelpEntry): WrittenTopic {
  const { key, category, text } = entry;
  return {
    key,
    category,
    text,
    aliases: entry.aliases.all(),
    tags: entry.tags.all(),
    locks: entry.locks.get(),
    source: "entry",
    words: text,
  };
}

/** Gives help to a world. */
export function addHelp(game: Game, files: readonly HelpFile[], manner: HelpManner): void {
  game.registerKind(helpKind);
  game.registerClass(HelpEntry);
  Object.defineProperty(game, "help", { value: new Help(game, files, manner) });
}
