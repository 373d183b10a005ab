import { foldText } from "../../base/fold-text.ts";
import type { ArgumentScope } from "../arguments/argument-scope.ts";
import type { Grammar } from "../arguments/grammar.ts";
import { dividesLine } from "../arguments/grammar.ts";
import type { ArgumentShape } from "../arguments/part.ts";
import { quote, splitSides, takeWord } from "../arguments/quoting.ts";
import type { MergedEntry } from "../sets/merge.ts";
import type { CommandDefinition } from "./definition.ts";

/** What the end of a line could become. */
export interface Completion {
  /** How much of the text before its end the values replace, in units. */
  readonly replaces: number;
  /** Whole values, most likely first. */
  readonly values: readonly string[];
}

const most = 50;

/**
 * Completes the name of a command: its first one that fits, for others are only shorter or older ways to say it.
 *
 * @param isAllowed is asked for those that fit
 */
export function completeName(
  typed: string,
  entries: readonly MergedEntry[],
  isAllowed: (entry: MergedEntry) => boolean,
): Completion {
  const wanted = foldText(typed);
  const names = entries.flatMap((entry) => {
    const fitting = entry.names.find(({ folded }) => folded.startsWith(wanted));
    return fitting !== undefined && isAllowed(entry) ? [fitting] : [];
  });
  const values = [...new Set(names.map(({ written }) => written))].sort();
  return { replaces: typed.length, values: values.slice(0, most) };
}

/**
 * Completes the text behind a command's name: a switch that was begun, or the argument at the end.
 *
 * @param text what stands right behind the name
 */
export function completeArguments(
  command: CommandDefinition,
  text: string,
  scope: ArgumentScope,
): Completion {
  const begunSwitch = /^(?:\/[^/\s=]*)*\/([^/\s=:]*)$/u.exec(text)?.[1];
  if (begunSwitch !== undefined && !(command.rawArgs && Object.keys(command.switches).length === 0)) {
    const wanted = begunSwitch.toLowerCase();
    const values = Object.keys(command.switches).filter((name) => name.toLowerCase().startsWith(wanted));
    return { replaces: begunSwitch.length, values };
  }
  const behindSwitches = text.replace(/^(?:\/[^\s=]*)?\s*/u, "");
  return completeSide(flattened(command.grammar), behindSwitches, scope);
}

/** Optional parts may be there as well as not. */
function flattened(grammar: Grammar): Grammar {
  return grammar.flatMap((node) => (node.part === "optional" ? flattened(node.nodes) : [node]));
}

function completeSide(grammar: Grammar, text: string, scope: ArgumentScope): Completion {
  const at = grammar.findIndex(dividesLine);
  const divider = grammar[at];
  if (divider?.part === "separator") {
    const sides = splitSides(`${text} `, divider.delimiters);
    if (sides !== null) {
      const right = sides.right === "" ? "" : text.slice(text.trimEnd().length - sides.right.length);
      return completeSide(grammar.slice(at + 1), right, scope);
    }
  }
  const words = grammar.slice(0, at === -1 ? grammar.length : at);
  return completeWords(
    words.filter((node): node is ArgumentShape => node.part === "argument"),
    text.trimStart(),
    scope,
  );
}

/** Walks over the words that are finished: white space follows them, and no quote that was begun is still open. */
function completeWords(parts: readonly ArgumentShape[], text: string, scope: ArgumentScope): Completion {
  let rest = text;
  for (const [index, { type }] of parts.entries()) {
    const last = index === parts.length - 1;
    const piece = takeWord(rest);
    const isOpen = type.quotes !== "ignore" && /^"(?:[^"\\]|\\.)*$/su.test(rest);
    const finished = type.takes !== "rest" && !last && !isOpen && rest.length > piece.word.length;
    if (finished) {
      rest = piece.rest;
      continue;
    }
    return { replaces: rest.length, values: valuesFor(type, rest, last, scope) };
  }
  return { replaces: 0, values: [] };
}

/** Values with what would divide the line in them stand in quotes, and so do all when a quote was begun. */
function valuesFor(
  type: ArgumentShape["type"],
  typed: string,
  isLast: boolean,
  scope: ArgumentScope,
): readonly string[] {
  if (type.quotes !== "remove") return type.complete(typed, scope).slice(0, most);
  const isQuoted = typed.startsWith('"');
  const values = type.complete(isQuoted ? typed.slice(1) : typed, scope).slice(0, most);
  const divides = isLast ? /^"|[,=]/u : /^"|[,=\s]/u;
  return values.map((value) => (isQuoted || divides.test(value) ? quote(value) : value));
}
