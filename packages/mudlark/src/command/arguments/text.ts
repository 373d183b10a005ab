import { argument, parsed, type Argument } from "./part.ts";
import { checkLength, limitFacts, type TextLimits } from "./text-length.ts";

export interface TextOptions extends TextLimits {
  /** May it be left empty, as in `set note =`? Default false. */
  readonly empty?: boolean;
}

/** Free text to the end, exactly as it was typed: quotes, commas and slashes are part of it. */
export function text<const Name extends string>(
  name: Name,
  options: TextOptions = {},
): Argument<Name, string> {
  return argument(name, {
    kind: "text",
    takes: "rest",
    quotes: "ignore",
    mayBeEmpty: options.empty ?? false,
    facts: limitFacts(options),
    parse: (typed) => checkLength(typed, options) ?? parsed(typed),
    complete: () => [],
  });
}
