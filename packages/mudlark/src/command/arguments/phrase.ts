import { argument, parsed, type Argument } from "./part.ts";
import { checkLength, limitFacts, type TextLimits } from "./text-length.ts";

/** A name of any number of words, as far as the next separator. Quotes around it are removed. */
export function phrase<const Name extends string>(
  name: Name,
  limits: TextLimits = {},
): Argument<Name, string> {
  return argument(name, {
    kind: "phrase",
    takes: "phrase",
    quotes: "remove",
    facts: limitFacts(limits),
    parse: (text) => checkLength(text, limits) ?? parsed(text),
    complete: () => [],
  });
}
