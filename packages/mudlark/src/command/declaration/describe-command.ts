import type { JsonObject, JsonValue } from "../../base/json.ts";
import type { Grammar, GrammarNode } from "../arguments/grammar.ts";
import type { CommandDefinition } from "./definition.ts";
import { usageOf } from "./usage.ts";

/** A command as plain data, for forms on the web, clients that help typing, and generated manuals. */
export function describeCommand(command: CommandDefinition): JsonObject {
  return {
    key: command.key,
    aliases: command.aliases,
    category: command.category,
    usage: usageOf(command),
    switches: Object.entries(command.switches).map(([name, { help, value }]) => ({
      name,
      help,
      value: value === null ? null : { name: value.name, kind: value.type.kind, ...value.type.facts },
    })),
    arguments: describeGrammar(command.grammar),
    rawArguments: command.rawArgs,
    examples: command.examples,
    reportTyping: command.reportTyping,
    readOnly: command.readOnly,
    destructive: command.destructive,
  };
}

function describeGrammar(grammar: Grammar): JsonValue {
  return grammar.map(describeNode);
}

function describeNode(node: GrammarNode): JsonValue {
  switch (node.part) {
    case "argument":
      return { part: "argument", name: node.name, kind: node.type.kind, ...node.type.facts };
    case "separator":
      return { part: "separator", delimiters: node.delimiters };
    case "optional":
      return { part: "optional", parts: describeGrammar(node.nodes) };
  }
}
