import { words } from "../words.ts";
import { argument, mismatch, parsed, type Argument } from "./part.ts";

const meanings: ReadonlyMap<string, boolean> = new Map([
  ["yes", true],
  ["y", true],
  ["on", true],
  ["true", true],
  ["1", true],
  ["no", false],
  ["n", false],
  ["off", false],
  ["false", false],
  ["0", false],
]);

/** Yes or no, in the usual words. */
export function bool<const Name extends string>(name: Name): Argument<Name, boolean> {
  return argument(name, {
    kind: "bool",
    takes: "word",
    quotes: "remove",
    shape: "on|off",
    facts: {},
    parse(text) {
      const value = meanings.get(text.toLowerCase());
      return value === undefined ? mismatch(words.notBoolean(text)) : parsed(value);
    },
    complete: (text) => ["on", "off"].filter((choice) => choice.startsWith(text.toLowerCase())),
  });
}
