import type { MarkBearer, MarkType } from "./mark-type.ts";
import type { TagHandler } from "./tag-handler.ts";

export interface MarkOptions {
  /** Default none. */
  readonly category?: string;
  /** Does a new entity bear it? Default true. */
  readonly initially?: boolean;
}

export interface TagOptions extends MarkOptions {
  /** Text that everything with the tag shares. */
  readonly data?: string;
}

type HandlerOf = (bearer: MarkBearer) => TagHandler;

/** True while the mark of that name is borne; assigning true or false adds it or takes it away. */
function flag(
  handlerOf: HandlerOf,
  { category, initially = true, data }: TagOptions = {},
): MarkType<boolean> {
  const place = { category: category ?? null };
  const add = (bearer: MarkBearer, name: string): void =>
    handlerOf(bearer).add(name, { ...place, ...(data !== undefined && { data }) });
  return {
    read: (bearer, name) => handlerOf(bearer).has(name, place),
    write(bearer, name, value) {
      if (value) add(bearer, name);
      else handlerOf(bearer).remove(name, place);
    },
    create(bearer, name) {
      if (initially) add(bearer, name);
    },
  };
}

/** All tags of the category that is called as the property is; assigning puts others in their place. */
function category(...keys: readonly string[]): MarkType<readonly string[]> {
  return {
    read: ({ tags }, name) => tags.get(undefined, { category: name, returnList: true }),
    write({ tags }, name, value) {
      tags.clear({ category: name });
      tags.add(value, { category: name });
    },
    create: ({ tags }, name) => tags.add(keys, { category: name }),
  };
}

/**
 * Tags, aliases and permissions as properties of a class, for each instance its own. What a new entity bears can be
 * taken away, and stays away: reading adds nothing.
 *
 * @example
 * class Cellar extends Room.with({
 *   dark: tag.prop({ category: "light" }), // cellar.dark is a boolean
 *   smells: tag.category("damp", "wine"), // cellar.smells is a list of the tags of the category "smells"
 *   vault: tag.alias(),
 * }) {}
 */
export const tag = {
  prop: (options?: TagOptions): MarkType<boolean> => flag(({ tags }) => tags, options),
  category,
  alias: (options?: MarkOptions): MarkType<boolean> => flag(({ aliases }) => aliases, options),
  permission: (options?: MarkOptions): MarkType<boolean> => flag(({ permissions }) => permissions, options),
} as const;
