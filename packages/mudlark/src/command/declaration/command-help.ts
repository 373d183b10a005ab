import type { Caller } from "../actors.ts";
import type { CommandDefinition } from "./definition.ts";
import type { SetFacts } from "../sets/set-facts.ts";
import { usageOf } from "./usage.ts";

/** The help of a command in its pieces, so that telnet, a web page and a screen reader can each lay it out. */
export interface CommandHelp {
  readonly key: string;
  readonly aliases: readonly string[];
  /** In lower case; null: where the game lists commands that do not say. */
  readonly category: string | null;
  readonly usage: string;
  readonly text: string;
  /** One row per switch: how it is typed, what it does. */
  readonly switches: readonly (readonly [typed: string, help: string])[];
  /** Other ways to write what divides the line: `to` for `=`. */
  readonly separators: readonly (readonly [first: string, others: readonly string[]])[];
  readonly examples: readonly string[];
}

/**
 * What the declaration says about a command, for one who may use it.
 *
 * @param set the set that the viewer has it from
 */
export function helpOf(command: CommandDefinition, viewer: Caller, set: SetFacts | null = null): CommandHelp {
  return {
    key: command.key,
    aliases: command.aliases,
    category: command.category,
    usage: usageOf(command),
    text: (typeof command.help === "string" ? command.help : command.help(viewer, set)).trim(),
    switches: Object.entries(command.switches).map(([name, { help, value }]) => [
      value === null ? `/${name}` : `/${name}:<${value.name}>`,
      help,
    ]),
    separators: separatorsOf(command),
    examples: command.examples,
  };
}

function separatorsOf(command: CommandDefinition): (readonly [string, readonly string[]])[] {
  const nodes = [...command.grammar];
  const found: (readonly [string, readonly string[]])[] = [];
  for (let node = nodes.shift(); node !== undefined; node = nodes.shift()) {
    if (node.part === "optional") nodes.unshift(...node.nodes);
    if (node.part !== "separator") continue;
    const [first = "", ...others] = node.delimiters.map((delimiter) => delimiter.trim());
    if (others.length > 0) found.push([first, others]);
  }
  return found;
}
