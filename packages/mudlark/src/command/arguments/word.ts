import { argument, parsed, type Argument } from "./part.ts";
import { checkLength, limitFacts, type TextLimits } from "./text-length.ts";

/** One word, or several in quotes. */
export function word<const Name extends string>(name: Name, limits: TextLimits = {}): Argument<Name, string> {
  return argument(name, {
    kind: "word",
    takes: "word",
    quotes: "remove",
    facts: limitFacts(limits),
    parse: (text) => checkLength(text, limits) ?? parsed(text),
    complete: () => [],
  });
}
