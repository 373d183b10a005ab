import { recordKey } from "../../model/entity/entity-record.ts";
import type { Entity } from "../../model/entity/entity.ts";
import type { WorldObject } from "../../model/object/world-object.ts";
import { idInText } from "../../model/search/find-objects.ts";
import { describeMatches } from "../../model/search/describe-matches.ts";
import { nameAndNumber } from "../../model/search/number-form.ts";
import { searchWords } from "../../model/search/search-words.ts";
import { words } from "../words.ts";
import type { ArgumentScope } from "./argument-scope.ts";
import { foundRow } from "./found-rows.ts";
import { parsed, refused, type ArgumentProblem, type Parsed } from "./part.ts";

/** Where an object is looked for: carried things; the room and what is in it; both; both and then the whole world. */
export type SearchPlace = "inventory" | "room" | "here" | "anywhere";

/** A class of objects. */
type ObjectClass<T extends WorldObject> = abstract new (...args: never[]) => T;

export interface ObjectOptions<T extends WorldObject = WorldObject> {
  /** Default `here`. */
  readonly from?: SearchPlace;
  /** Only objects of that class count. */
  readonly is?: ObjectClass<T>;
  /** Access types of which the caller must pass one, such as `edit`; `control` passes for `edit`, too. */
  readonly needs?: string | readonly string[];
  /** Only objects of that content type count: `room`, `exit`. */
  readonly contentType?: string;
}

/** Everything within reach that the text may mean; nobody is told anything. */
export function searchObjects<T extends WorldObject>(
  text: string,
  scope: ArgumentScope,
  options: ObjectOptions<T>,
): readonly T[] {
  const searcher: WorldObject | null = scope.puppet;
  const { from = "here" } = options;
  if (searcher === null) return from === "anywhere" ? ofKind(anywhere(text, scope), options) : [];
  const found = searcher.search(text, { quiet: true, ...candidatesFrom(from, searcher) });
  const local = ofKind(found, options);
  if (from !== "anywhere" || local.length > 0) return local;
  return ofKind(searcher.search(text, { quiet: true, globalSearch: true }), options);
}

/** A row may be of anything: what the options leave out is not there. */
function oneOf<T extends WorldObject>(
  object: WorldObject,
  scope: ArgumentScope,
  options: ObjectOptions<T>,
): Parsed<T> {
  const isLocal = options.from !== "anywhere" && scope.puppet !== null;
  const isInReach = !isLocal || reach(options.from ?? "here", scope.puppet).includes(object);
  const [kept] = isInReach ? ofKind([object], options) : [];
  if (kept === undefined) return refused(searchWords.notFound(object.getDisplayName(scope.puppet)));
  return checkNeeds([kept], scope, options.needs) ?? parsed(kept);
}

/** What an account may mean that stands nowhere: an id, or a whole name. */
function anywhere(text: string, { game, account }: ArgumentScope): readonly WorldObject[] {
  if (account === null) return [];
  const id = idInText(text);
  const byId = id === null ? null : game.objects.get(id);
  const found: readonly WorldObject[] = byId === null ? game.called<WorldObject>("object", text) : [byId];
  return found.filter((object) => object.access(account, "search", { default: true }));
}

/** Exactly one object, or why not. */
export function oneObject<T extends WorldObject>(
  text: string,
  scope: ArgumentScope,
  options: ObjectOptions<T>,
): Parsed<T> {
  const row = foundRow(text, scope);
  if (row !== null) return row.ok ? oneOf(row.value, scope, options) : row;
  const isBodiless = scope.puppet === null && (scope.account === null || options.from !== "anywhere");
  if (isBodiless) return refused(words.needs.puppet);
  const found = searchObjects(text, scope, options);
  const [only] = found;
  if (only === undefined) return refused(searchWords.notFound(text));
  if (found.length > 1) return ambiguous(text, found, scope);
  return checkNeeds([only], scope, options.needs) ?? parsed(only);
}

/** The list from which the player is to choose. */
export function ambiguous(
  text: string,
  found: readonly WorldObject[],
  scope: ArgumentScope,
): ArgumentProblem {
  const looker: WorldObject | null = scope.puppet;
  const list = describeMatches(
    found,
    (object) => ({
      displayName: object.getDisplayName(looker),
      aliases: object.aliases.all(),
      extra: looker === null ? "" : object.getExtraInfo(looker),
    }),
    nameAndNumber,
  );
  return refused(`${searchWords.ambiguous(text)}\n${list}`);
}

/** Which of the objects the caller may not touch, if any. */
export function checkNeeds(
  objects: readonly WorldObject[],
  scope: ArgumentScope,
  needs: string | readonly string[] | undefined,
): ArgumentProblem | null {
  if (needs === undefined) return null;
  const types = typeof needs === "string" ? [needs] : needs;
  for (const object of objects) {
    if (passesOne(object, scope, types)) continue;
    return refused(words.mayNot(types[0] ?? "", object.getDisplayName(scope.puppet ?? scope.account)));
  }
  return null;
}

/** Does the caller pass one of these locks? Control is more than edit. */
export function passesOne(entity: Entity, scope: ArgumentScope, types: readonly string[]): boolean {
  const accessor: Entity | null = scope.puppet ?? scope.account;
  const wanted = types.includes("edit") ? [...types, "control"] : types;
  return wanted.some((type) => entity.access(accessor, type));
}

/** Keys that the text begins, for completion. */
export function completeObject(
  text: string,
  scope: ArgumentScope,
  options: ObjectOptions,
): readonly string[] {
  const searcher: WorldObject | null = scope.puppet;
  if (searcher === null) return [];
  const { from = "here" } = options;
  const wanted = text.toLowerCase();
  const candidates = [...reach(from, searcher), ...(from === "anywhere" ? placesAround(searcher) : [])];
  const keys = ofKind(candidates, options)
    .filter(
      (object) => object.access(searcher, "view") && object.access(searcher, "search", { default: true }),
    )
    .map(({ key }) => key)
    .filter((key) => key.toLowerCase().startsWith(wanted));
  return [...new Set(keys)];
}

/** Where the searcher is, and where one can go from there: of all the world, what somebody is likely to mean. */
function placesAround({ location }: WorldObject): readonly WorldObject[] {
  if (location === null) return [];
  const beyond = location.contents.map(({ destination }) => destination).filter((place) => place !== null);
  return [location, ...beyond];
}

/** Things in reach, without the searcher. */
export function reach(from: SearchPlace, searcher: WorldObject): readonly WorldObject[] {
  const carried = from === "room" ? [] : searcher.contents;
  const around = from === "inventory" ? [] : (searcher.location?.contents ?? []);
  return [...carried, ...around.filter((thing) => thing !== searcher)];
}

function candidatesFrom(from: SearchPlace, searcher: WorldObject): { candidates?: readonly WorldObject[] } {
  if (from === "inventory") return { candidates: searcher.contents };
  if (from !== "room") return {};
  const { location } = searcher;
  return { candidates: location === null ? [searcher] : [location, ...location.contents] };
}

/** Those of the class and content type that the options demand. */
export function ofKind<T extends WorldObject>(
  objects: readonly WorldObject[],
  { is, contentType }: ObjectOptions<T>,
): readonly T[] {
  return objects.filter(
    (object): object is T =>
      (is === undefined || object instanceof is) &&
      (contentType === undefined || object[recordKey].content === contentType),
  );
}
