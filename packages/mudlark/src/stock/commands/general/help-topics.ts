import {
  helpOf,
  type CommandContext,
  type CommandDefinition,
  type Entity,
  type HelpTopic,
  type WrittenTopic,
  withoutPrefix,
} from "../../../api.ts";

/** A command that can be looked up. */
interface CommandTopic extends HelpTopic {
  readonly source: "command";
  readonly command: CommandDefinition;
  /** Markup. */
  readonly text: string;
  /** What the index calls it. */
  readonly label: string;
}

export type Topic = CommandTopic | WrittenTopic;

/** Everything that the caller may look up, without two of one name: a command comes before a text. */
export function helpTopics(ctx: CommandContext, type: "view" | "read"): readonly Topic[] {
  const { caller, game } = ctx;
  const reader: Entity | null = "kind" in caller ? caller : null;
  const usable = ctx.available();
  const taken = new Set(usable.flatMap(({ names }) => names.map((name) => name.toLowerCase())));
  const commands = usable
    .filter(({ command: known }) => known.autoHelp && !known.hidden && !known.isSystem)
    .filter(({ command: { locks } }) => mayDo(ctx, locks, reader, type))
    .map(({ command: known, names, set }): CommandTopic => {
      const { text, category } = helpOf(known, caller, set);
      const [key = known.key, ...aliases] = names;
      return {
        source: "command",
        key,
        aliases,
        category: category ?? game.commands.usualCategory,
        tags: [],
        words: text,
        text,
        command: known,
        label: labelOf(known.indexKey, game.commands.ignoredPrefixes, taken),
      };
    });
  const explained = new Set(commands.map(({ key }) => key.toLowerCase()));
  const written = game.help.topics(reader, type).filter(({ key }) => !explained.has(key.toLowerCase()));
  return [...commands, ...written];
}

/** Letters in front that may be left out are not shown, unless the name would be that of another command then. */
function labelOf(name: string, prefixes: string, taken: ReadonlySet<string>): string {
  const plain = withoutPrefix(name, prefixes);
  return taken.has(plain.toLowerCase()) ? name : plain;
}

function mayDo(ctx: CommandContext, locks: string, reader: Entity | null, type: "view" | "read"): boolean {
  const check = (accessType: string, otherwise: boolean): boolean =>
    ctx.game.locks.checkText(locks, reader, {}, { accessType, default: otherwise });
  return type === "read" ? check("read", true) : check("view", check("read", true));
}
