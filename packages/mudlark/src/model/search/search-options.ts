/** What somebody looks for: a name, `#12`, `*account`, an id, or the thing itself. */
export type SearchData<T> = string | number | T | null | undefined;

/**
 * How `object.search` looks (`world.md` §8.1). `T` is what there is to find, `F` what is wanted of it.
 */
export interface SearchOptions<T, F extends T = T> {
  /** In the whole world, by exact names only. Default false. */
  readonly globalSearch?: boolean;
  /** Are the searcher's own short names put in? Default true. */
  readonly useNicks?: boolean;
  /** Only things of exactly this class. */
  readonly class?: abstract new (...args: never[]) => F;
  /** Looks only at what is in these places. */
  readonly location?: T | readonly T[];
  /** Looks for an equal value of this field or attribute in the place of a name. */
  readonly attributeName?: string;
  /** Gives a list and tells nobody anything. Default false. */
  readonly quiet?: boolean;
  /** Do beginnings of words not suffice? Default false. */
  readonly exact?: boolean;
  /** Looks only among these. */
  readonly candidates?: readonly T[];
  /** Does what its `search` lock hides stay hidden? Default true. */
  readonly useLocks?: boolean;
  /** In the place of "Could not find …". */
  readonly notFoundText?: string;
  /** In front of the list of what it could be. */
  readonly multiText?: string;
  /** May `#12` be used? Default: for those with the permission Builder. */
  readonly useDbref?: boolean | null;
  /** Only what bears each of these. */
  readonly tags?: readonly (string | readonly [key: string, category: string | null])[];
  /** How many of several equal things are wanted; 0 wants exactly one. Default 0. */
  readonly stacked?: number;
}

/** What one look for something came to know before it looked. */
export interface SearchScope<T> {
  /** Where to look; null is the whole world. */
  readonly candidates: readonly T[] | null;
  readonly exact: boolean;
  /** May ids be used? */
  readonly useDbref: boolean;
}
