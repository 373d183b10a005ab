import { recordKey } from "../../model/entity/entity-record.ts";
import type { WorldObject } from "../../model/object/world-object.ts";
import { searchWords } from "../../model/search/search-words.ts";
import { foldName } from "../../base/fold-text.ts";
import { words } from "../words.ts";
import type { ArgumentScope } from "./argument-scope.ts";
import {
  ambiguous,
  checkNeeds,
  completeObject,
  reach,
  searchObjects,
  type ObjectOptions,
} from "./object-search.ts";
import { argument, parsed, refused, type Argument, type Parsed } from "./part.ts";

export interface ThingsOptions<T extends WorldObject = WorldObject> extends ObjectOptions<T> {
  /** May a number or "all" stand in front? Default true. */
  readonly count?: boolean;
}

/**
 * One or more things: `sword`, `3 gold coins`, `all`, `all.sword`, `2-sword`. At least one; fewer than the number when
 * there are not that many.
 *
 * @example
 * arg.things("items", { from: "inventory" })
 */
export function things<const Name extends string, T extends WorldObject = WorldObject>(
  name: Name,
  options: ThingsOptions<T> = {},
): Argument<Name, readonly T[]> {
  return argument(name, {
    kind: "things",
    takes: "phrase",
    quotes: "remove",
    facts: { from: options.from ?? "here", count: options.count ?? true },
    parse: (text, scope) => readThings(text, scope, options),
    complete(text, scope) {
      const [count = ""] = options.count === false ? [] : (/^(?:\d{1,9}\s+|all[.\s]\s*)/iu.exec(text) ?? []);
      return completeObject(text.slice(count.length), scope, options).map((value) => count + value);
    },
  });
}

interface Wanted {
  /** Null where none was typed: then it has to be clear which one is meant. */
  readonly count: number | null;
  /** Null for everything there is. */
  readonly name: string | null;
}

function readThings<T extends WorldObject>(
  text: string,
  scope: ArgumentScope,
  options: ThingsOptions<T>,
): Parsed<readonly T[]> {
  if (scope.puppet === null) return refused(words.needs.puppet);
  const wanted = options.count === false ? { count: null, name: text } : readCount(text);
  const found = wanted.name === null ? everything(scope, options) : findNamed(text, wanted, scope, options);
  if (found.length === 0)
    return refused(wanted.name === null ? words.nothingThere(options.from) : searchWords.notFound(text));
  const named = wanted.name;
  const isMixed = wanted.count !== Number.POSITIVE_INFINITY && !areAlike(found);
  if (named !== null && found.length > 1 && (wanted.count === null || isMixed))
    return ambiguous(named, found, scope);
  const taken = found.slice(0, wanted.count ?? 1);
  return checkNeeds(taken, scope, options.needs) ?? parsed(taken);
}

function readCount(text: string): Wanted {
  const all = /^all(?:[.\s]\s*(.+))?$/isu.exec(text);
  if (all !== null) return { count: Number.POSITIVE_INFINITY, name: all[1]?.trim() ?? null };
  const [, digits, name] = /^(\d{1,9})\s+(.+)$/su.exec(text) ?? [];
  if (digits === undefined || name === undefined || Number(digits) === 0) return { count: null, name: text };
  return { count: Number(digits), name };
}

/** A thing that is really called "3 gold coins" comes first. */
function findNamed<T extends WorldObject>(
  text: string,
  { count, name }: Wanted,
  scope: ArgumentScope,
  options: ThingsOptions<T>,
): readonly T[] {
  const found = searchObjects(name ?? text, scope, options);
  return found.length === 0 && count !== null ? searchObjects(text, scope, options) : found;
}

function everything<T extends WorldObject>(scope: ArgumentScope, options: ThingsOptions<T>): readonly T[] {
  const searcher = scope.puppet as WorldObject;
  return reach(options.from ?? "here", searcher).filter(
    (thing): thing is T =>
      thing[recordKey].content === "object" &&
      (options.is === undefined || thing instanceof options.is) &&
      thing.access(searcher, "view") &&
      thing.access(searcher, "search", { default: true }),
  );
}

/** Things of one name are as good as one another. */
function areAlike(found: readonly WorldObject[]): boolean {
  const [first] = found;
  return first === undefined || found.every(({ key }) => foldName(key) === foldName(first.key));
}
