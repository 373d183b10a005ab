import { foldName } from "../../base/fold-text.ts";
import type { Entity } from "../../model/entity/entity.ts";
import type { WorldObject } from "../../model/object/world-object.ts";
import { findObjects } from "../../model/search/find-objects.ts";
import { nameAndNumber } from "../../model/search/number-form.ts";

/** How `account.search` looks (`world.md` §8.2). */
export interface AccountSearchOptions {
  /** Among objects, in the whole world and by exact names only, in the place of accounts. Default false. */
  readonly searchObject?: boolean;
  /** Gives what the accounts play in their place; who plays nothing is not found. Default false. */
  readonly returnPuppet?: boolean;
  /** Does a part of a name not suffice? Default false. */
  readonly exact?: boolean;
  /** Are the searcher's own short names put in? Default true. */
  readonly useNicks?: boolean;
  /** Gives a list and tells nobody anything. Default false. */
  readonly quiet?: boolean;
}

/** An account, as far as searching knows it. */
interface Searcher extends Entity {
  readonly puppets: readonly WorldObject[];
}

/** All that the text may mean to the account, by id. What a `search` lock hides is as if it were not there. */
export function searchFromAccount(
  searcher: Searcher,
  text: string,
  { searchObject = false, returnPuppet = false, exact = false, useNicks = true }: AccountSearchOptions,
): readonly Entity[] {
  const categories = searchObject ? ["object", "account"] : ["account"];
  const wanted = (useNicks ? searcher.nicks.replace(text, { categories }) : text).trim();
  const isSelf = /^\*?(?:me|self)$/iu.test(wanted);
  if (searchObject) return isSelf ? searcher.puppets : objectsCalled(searcher, wanted);
  const accounts = isSelf ? [searcher] : accountsCalled(searcher, wanted.replace(/^\*/u, ""), exact);
  return returnPuppet ? accounts.flatMap(({ puppets }) => puppets) : accounts;
}

/** A name comes before an alias, and both before a part of one. */
function accountsCalled(searcher: Searcher, text: string, exact: boolean): readonly Searcher[] {
  const { game } = searcher;
  const name = foldName(text);
  if (name === "") return [];
  const visible = (found: readonly Searcher[]): readonly Searcher[] =>
    found.filter((one) => one.access(searcher, "search", { default: true }));
  const called = visible(game.called<Searcher>("account", name));
  const named = called.filter(({ key }) => foldName(key) === name);
  if (named.length > 0) return named;
  if (called.length > 0 || exact) return called;
  return visible(game.calledLike<Searcher>("account", { text, match: "contains" }));
}

function objectsCalled(searcher: Searcher, text: string): readonly WorldObject[] {
  const { game } = searcher;
  const objects = game.collection<WorldObject>("object");
  const useDbref = searcher.permissions.check("Builder");
  return findObjects<WorldObject>(
    text,
    { candidates: null, exact: true, useDbref },
    {},
    {
      byId: (id) => objects.get(id),
      called: (name) => game.called<WorldObject>("object", name),
      all: () => objects,
      isVisible: (object) => object.access(searcher, "search", { default: true }),
      numberForm: nameAndNumber,
    },
  );
}
