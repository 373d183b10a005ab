import { words } from "../words.ts";
import { argument, mismatch, parsed, type Argument } from "./part.ts";

/**
 * One of a fixed list of words, in any case; the first letters are enough when they fit only one.
 *
 * @example
 * arg.oneOf("direction", ["north", "south"]) // "north" | "south"
 */
export function oneOf<const Name extends string, const Choice extends string>(
  name: Name,
  choices: readonly Choice[],
): Argument<Name, Choice> {
  return argument(name, {
    kind: "enum",
    takes: "word",
    quotes: "remove",
    shape: choices.join("|"),
    facts: { choices },
    parse(text) {
      const wanted = text.toLowerCase();
      const exact = choices.find((choice) => choice.toLowerCase() === wanted);
      if (exact !== undefined) return parsed(exact);
      const begun = wanted === "" ? [] : choices.filter((choice) => choice.toLowerCase().startsWith(wanted));
      const [only] = begun;
      if (only === undefined) return mismatch(words.notChoice(text, choices));
      return begun.length === 1 ? parsed(only) : mismatch(words.ambiguousChoice(text, begun));
    },
    complete: (text) => choices.filter((choice) => choice.toLowerCase().startsWith(text.toLowerCase())),
  });
}
