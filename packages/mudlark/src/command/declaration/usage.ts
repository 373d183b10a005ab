import type { Grammar, GrammarNode } from "../arguments/grammar.ts";
import type { SwitchTable } from "../arguments/switches.ts";
import type { CommandDefinition } from "./definition.ts";

/**
 * How a command is typed, in one line.
 *
 * @param name the name to show; default: the command's key
 * @example
 * usageOf(give) // "give[/quiet] <item> = <target>"
 */
export function usageOf(command: CommandDefinition, name: string = command.key): string {
  const parts = [name + switchUsage(command.switches)];
  if (command.grammar.length > 0) parts.push(grammarUsage(command.grammar));
  else if (command.rawArgs) parts.push("[<text>]");
  return parts.join(" ");
}

function switchUsage(switches: SwitchTable): string {
  return Object.entries(switches)
    .map(([name, { value }]) => (value === null ? `[/${name}]` : `[/${name}:<${value.name}>]`))
    .join("");
}

function grammarUsage(grammar: Grammar): string {
  return grammar.map(nodeUsage).join(" ");
}

function nodeUsage(node: GrammarNode): string {
  switch (node.part) {
    case "argument":
      return `<${node.type.shape ?? node.name}>`;
    case "separator":
      return (node.delimiters[0] ?? "").trim();
    case "optional":
      return `[${grammarUsage(node.nodes)}]`;
  }
}
