import type { AttributeEntry } from "../attributes/attribute-handler.ts";
import type { CreateOptions } from "../entity/create-options.ts";
import type { Entity } from "../entity/entity.ts";
import type { TagTuple } from "../tags/tag-handler.ts";

export interface CopyOptions<T> {
  /** Default: where the original is. Null is nowhere. */
  readonly location?: T | null;
  /** Default: those of the original. */
  readonly aliases?: readonly string[];
  /** Does it get the permissions, too? Default true. */
  readonly permissions?: boolean;
}

/** What copying asks of things. */
interface Copied<T> extends Entity {
  readonly location: T | null;
  readonly home: T | null;
  readonly destination: T | null;
  readonly contents: readonly T[];
  atObjectPostCopy(copy: T): void;
}

/** The category of what the engine keeps for itself: where it was, what it was made from. */
const enginesOwn = "mudlark";

/** Makes a thing that is as the original is, with nothing in it; whole or not at all (`world.md` §9.1). */
export function copyObject<T extends Copied<T>>(
  original: T,
  key: string | undefined,
  options: CopyOptions<T>,
): T {
  const { location = original.location } = options;
  return original.game.whole(() => {
    const made = original.game.create<T>(original.classId, {
      ...marksOf(original, options),
      key: key ?? freeKey(original.key, location),
      ...(original.home === null ? { noHome: true } : { home: original.home }),
      location,
      destination: original.destination,
    });
    copyAttributes(original, made);
    original.game.signals.emit("objectCopied", { object: original, copy: made });
    original.atObjectPostCopy(made);
    return made;
  });
}

function marksOf<T>(
  original: Entity,
  { aliases, permissions = true }: CopyOptions<T>,
): Partial<CreateOptions> {
  const tuples = (
    tags: readonly { readonly key: string; readonly category: string | null; readonly data: string | null }[],
  ): TagTuple[] =>
    tags
      .filter(({ category }) => category !== enginesOwn)
      .map(({ key, category, data }) => [key, category, data]);
  return {
    locks: original.locks.get(),
    aliases: aliases ?? tuples(original.aliases.getTags()),
    tags: tuples(original.tags.getTags()),
    ...(permissions && { permissions: tuples(original.permissions.getTags()) }),
  };
}

function copyAttributes(original: Entity, made: Entity): void {
  const own = original.attributes.all().filter(({ category }) => category !== enginesOwn);
  for (const strattr of [false, true]) {
    const entries = own
      .filter(({ strvalue }) => (strvalue !== null) === strattr)
      .map(({ key, value, strvalue, category, locks }): AttributeEntry => [
        key,
        strvalue ?? value,
        category,
        locks,
      ]);
    made.attributes.batchAdd(entries, { strattr });
  }
}

/** The name with the lowest number that nothing beside it has yet: `lamp001`. As it is, where nothing is beside it. */
function freeKey(key: string, location: { readonly contents: readonly Entity[] } | null): string {
  if (location === null) return key;
  const taken = new Set(location.contents.map((content) => content.key));
  for (let number = 1; ; number++) {
    const name = `${key}${String(number).padStart(3, "0")}`;
    if (!taken.has(name)) return name;
  }
}
