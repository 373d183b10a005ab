import type { ArgumentShape, Part, SeparatorShape } from "./part.ts";

/** What may follow a name, without needless nesting. */
export type Grammar = readonly GrammarNode[];

export type GrammarNode = ArgumentShape | SeparatorShape | OptionalNode;

export interface OptionalNode {
  readonly part: "optional";
  readonly nodes: Grammar;
  readonly fallback: unknown;
}

/** Flattens sequences; throws a `TypeError` when two arguments share a name. */
export function grammarOf(part: Part | undefined): Grammar {
  const grammar = part === undefined ? [] : flatten(part);
  const seen = new Set<string>(["switches"]);
  for (const { name } of argumentsOf(grammar)) {
    if (seen.has(name)) throw new TypeError(`two arguments of the command are called "${name}"`);
    seen.add(name);
  }
  return grammar;
}

/** Every argument, in the order of the line. */
export function argumentsOf(grammar: Grammar): readonly ArgumentShape[] {
  return grammar.flatMap((node) => {
    if (node.part === "argument") return [node];
    return node.part === "optional" ? argumentsOf(node.nodes) : [];
  });
}

/** Does the node divide the line? */
export function dividesLine(node: GrammarNode): boolean {
  return node.part === "separator" || (node.part === "optional" && node.nodes.some(dividesLine));
}

function flatten(part: Part): GrammarNode[] {
  switch (part.part) {
    case "argument":
    case "separator":
      return [part];
    case "sequence":
      return part.parts.flatMap(flatten);
    case "optional":
      return [{ part: "optional", nodes: part.parts.flatMap(flatten), fallback: part.fallback }];
  }
}
