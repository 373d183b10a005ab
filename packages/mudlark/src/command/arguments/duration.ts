import { parseDuration } from "../../base/parse-duration.ts";
import { words } from "../words.ts";
import { argument, mismatch, parsed, type Argument } from "./part.ts";

/** A length of time such as `90s`, `1h30m` or `2d`; a bare number is seconds. Its value is in seconds. */
export function duration<const Name extends string>(name: Name): Argument<Name, number> {
  return argument(name, {
    kind: "duration",
    takes: "word",
    quotes: "remove",
    facts: { unit: "second" },
    parse(text) {
      const seconds = parseDuration(text);
      return seconds === null ? mismatch(words.notDuration(text)) : parsed(seconds);
    },
    complete: () => [],
  });
}
