import { foldName } from "../../base/fold-text.ts";
import { matchNames, nameSource } from "./match-names.ts";
import type { NameCard } from "./name-card.ts";
import type { NumberForm } from "./number-form.ts";
import type { SearchData, SearchOptions, SearchScope } from "./search-options.ts";
import { searchableName } from "./searchable-name.ts";

/** What searching asks of things. */
interface Findable {
  readonly id: number;
  readonly key: string;
  readonly nameCard: NameCard;
  readonly tags: { has(key: string, options: { readonly category: string | null }): boolean };
  readonly attributes: { has(key: string): boolean; get(key: string): unknown };
  isClass(wanted: never, exact: boolean): boolean;
}

/** The world as searching sees it. */
export interface SearchWorld<T> {
  byId(id: number): T | null;
  /** Everything with that key or alias. @param name folded */
  called(name: string): readonly T[];
  all(): Iterable<T>;
  /** Does its `search` lock show it? */
  isVisible(thing: T): boolean;
  readonly numberForm: NumberForm;
}

const idText = /^#(\d{1,15})$/;

/** The id in `#12`, or null. */
export function idInText(data: unknown): number | null {
  const digits = typeof data === "string" ? idText.exec(data.trim())?.[1] : undefined;
  return digits === undefined ? null : Number(digits);
}

/**
 * Everything that the data may mean, by id (`world.md` §8.2). What the options leave out, or what is hidden, is as if
 * it were not there.
 */
export function findObjects<T extends Findable>(
  data: SearchData<T>,
  scope: SearchScope<T>,
  options: SearchOptions<T>,
  world: SearchWorld<T>,
): T[] {
  const isEligible = eligibility(options, world);
  const inScope = (thing: T | null): T[] => {
    if (thing === null || (scope.candidates !== null && !scope.candidates.includes(thing))) return [];
    return isEligible(thing) ? [thing] : [];
  };
  if (data === null || data === undefined) return [];
  if (options.attributeName !== undefined) {
    return findByValue(options.attributeName, data, scope.candidates ?? world.all(), isEligible);
  }
  if (typeof data === "number") return inScope(world.byId(data));
  if (typeof data !== "string") return inScope(data);
  const id = scope.useDbref ? idInText(data) : null;
  const byId = id === null ? [] : inScope(world.byId(id));
  if (byId.length > 0) return byId;
  const source =
    scope.candidates === null
      ? { called: (name: string) => world.called(name), where: () => [] }
      : nameSource(scope.candidates, cardOf);
  const { numberForm } = world;
  return matchNames(data, source, { exact: scope.exact, isEligible, byId: compareIds, cardOf, numberForm });
}

/** Do all bear the name of the first: its key, or an alias of that key? */
export function areAlike(things: readonly Findable[]): boolean {
  const [first] = things;
  if (first === undefined) return false;
  const name = searchableName(first.key);
  return things.every((thing) => thing.nameCard.isCalled(name));
}

function eligibility<T extends Findable>(
  { class: wanted, tags = [], useLocks = true }: SearchOptions<T>,
  world: SearchWorld<T>,
): (thing: T) => boolean {
  const wantedTags = tags.map((tag) => (typeof tag === "string" ? ([tag, null] as const) : tag));
  return (thing) =>
    (wanted === undefined || thing.isClass(wanted as never, true)) &&
    wantedTags.every(([key, category]) => thing.tags.has(key, { category })) &&
    (!useLocks || world.isVisible(thing));
}

/** A field of that name comes before an attribute; when a field finds something, attributes are not looked at. */
function findByValue<T extends Findable>(
  name: string,
  value: unknown,
  among: Iterable<T>,
  isEligible: (thing: T) => boolean,
): T[] {
  const things = [...new Set(among)];
  const field = name.replace(/^db_/, "");
  const byField = things.filter((thing) => hasField(thing, field, value) && isEligible(thing));
  if (byField.length > 0) return byField.sort(compareIds);
  return things
    .filter(
      (thing) => thing.attributes.has(name) && thing.attributes.get(name) === value && isEligible(thing),
    )
    .sort(compareIds);
}

function hasField(thing: Findable, field: string, value: unknown): boolean {
  if (field === "key") return typeof value === "string" && foldName(thing.key) === foldName(value);
  if (!storedFields.has(field)) return false;
  const stored = (thing as unknown as Readonly<Record<string, unknown>>)[field];
  return stored === value || (isEntity(stored) && stored.ref === value);
}

const storedFields = new Set(["id", "location", "home", "destination", "classId", "createdAt"]);

function isEntity(value: unknown): value is { readonly ref: string } {
  return typeof value === "object" && value !== null && "ref" in value;
}

function cardOf(thing: Findable): NameCard {
  return thing.nameCard;
}

function compareIds(a: Findable, b: Findable): number {
  return a.id - b.id;
}
