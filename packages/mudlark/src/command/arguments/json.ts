import type { JsonValue } from "../../base/json.ts";
import { parseLiteral } from "./literal.ts";
import { argument, parsed, type Argument } from "./part.ts";

/**
 * A value as builders write it: a number, a quoted text, a list, a map, true, false, nothing. What reads as none of
 * these is taken as plain text.
 */
export function json<const Name extends string>(name: Name): Argument<Name, JsonValue> {
  return argument(name, {
    kind: "json",
    takes: "rest",
    quotes: "ignore",
    facts: {},
    parse(text) {
      const literal = parseLiteral(text);
      return parsed(literal === null ? text : literal.value);
    },
    complete: () => [],
  });
}
