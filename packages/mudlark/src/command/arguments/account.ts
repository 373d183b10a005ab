import { foldName } from "../../base/fold-text.ts";
import { searchWords } from "../../model/search/search-words.ts";
import type { Account } from "../actors.ts";
import type { ArgumentScope } from "./argument-scope.ts";
import { argument, parsed, refused, type Argument, type Parsed } from "./part.ts";

/** An account by its whole name, with or without `*` in front; `me` is one's own. */
export function account<const Name extends string>(name: Name): Argument<Name, Account> {
  return argument(name, {
    kind: "account",
    takes: "phrase",
    quotes: "remove",
    facts: {},
    parse: findAccount,
    complete: onlineAccounts,
  });
}

/** Who is there is no secret; who else has an account may be one. */
function onlineAccounts(text: string, scope: ArgumentScope): readonly string[] {
  const begun = foldName(text.replace(/^\*/u, ""));
  if (begun === "" || scope.account === null) return [];
  const accounts = scope.game.calledLike("account", { text: begun, match: "begins" });
  return accounts.filter((one) => scope.game.isOnline(one)).map(({ key }) => key);
}

/** The account of that name, or why not. */
export function findAccount(text: string, scope: ArgumentScope): Parsed<Account> {
  const wanted = foldName(text.replace(/^\*/u, ""));
  if ((wanted === "me" || wanted === "self") && scope.account !== null) return parsed(scope.account);
  const [found] = scope.game.called("account", wanted);
  if (found !== undefined) return parsed(found as Account);
  return refused(searchWords.notFound(text));
}
