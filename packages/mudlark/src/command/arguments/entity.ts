import type { WorldObject } from "../../model/object/world-object.ts";
import type { Account } from "../actors.ts";
import { words } from "../words.ts";
import { findAccount } from "./account.ts";
import type { ArgumentScope } from "./argument-scope.ts";
import { completeObject, oneObject, passesOne, type ObjectOptions } from "./object-search.ts";
import { argument, parsed, refused, type Argument, type Parsed } from "./part.ts";

/**
 * One object, or with an asterisk in front an account: `lantern`, `*Bob` (`commands.md` §6.1). What the options say
 * about places and classes is about objects.
 *
 * @example
 * arg.entity("target", { from: "anywhere", needs: "edit" })
 */
export function entity<const Name extends string>(
  name: Name,
  options: ObjectOptions = {},
): Argument<Name, WorldObject | Account> {
  return argument(name, {
    kind: "entity",
    takes: "phrase",
    quotes: "remove",
    facts: { from: options.from ?? "here" },
    parse: (text, scope) => oneEntity(text, scope, options),
    complete: (text, scope) => (text.startsWith("*") ? [] : completeObject(text, scope, options)),
  });
}

/**
 * An object, or an account that the caller may touch in the way that the options demand; or why not. Out of character,
 * `me` is the account.
 */
export function oneEntity(
  text: string,
  scope: ArgumentScope,
  options: ObjectOptions,
): Parsed<WorldObject | Account> {
  const self = scope.puppet === null && /^(?:me|self)$/iu.test(text) ? scope.account : null;
  if (self === null && !text.startsWith("*")) return oneObject(text, scope, options);
  const found = self === null ? findAccount(text, scope) : parsed(self);
  if (!found.ok || options.needs === undefined) return found;
  const needs = typeof options.needs === "string" ? [options.needs] : options.needs;
  if (passesOne(found.value, scope, needs)) return parsed(found.value);
  return refused(words.mayNot(needs[0] ?? "", words.accountName(found.value.key)));
}
