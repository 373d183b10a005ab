import { messageOf } from "../../base/errors.ts";
import { words } from "../words.ts";
import { argument, mismatch, parsed, type Argument } from "./part.ts";

/** A lock string such as `get:perm(Builder);edit:false()`, checked to its last function. */
export function lockString<const Name extends string>(name: Name): Argument<Name, string> {
  return argument(name, {
    kind: "lockString",
    takes: "rest",
    quotes: "ignore",
    facts: {},
    parse(text, scope) {
      try {
        scope.game.locks.parse(text);
        return parsed(text);
      } catch (error) {
        return mismatch(words.badLock(messageOf(error)));
      }
    },
    complete: () => [],
  });
}
