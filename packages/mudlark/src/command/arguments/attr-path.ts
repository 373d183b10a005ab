import { words } from "../words.ts";
import { parseAttributePath, type AttributePath } from "./attribute-path.ts";
import { argument, mismatch, parsed, type Argument } from "./part.ts";

/** The name of an attribute, or the way to a place inside its value: `hp`, `stats["str"][0]` (`commands.md` §6.2). */
export function attrPath<const Name extends string>(name: Name): Argument<Name, AttributePath> {
  return argument(name, {
    kind: "attrPath",
    takes: "phrase",
    quotes: "remove",
    facts: {},
    parse(text) {
      const path = parseAttributePath(text);
      return path === null ? mismatch(words.badAttributePath(text)) : parsed(path);
    },
    complete: () => [],
  });
}
