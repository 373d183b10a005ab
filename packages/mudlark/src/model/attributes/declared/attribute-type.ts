/** Whose attribute it is, as far as `onGet` and `onSet` are told. */
export interface AttributeOwner {
  readonly id: number;
  readonly key: string;
  readonly ref: string;
  readonly db: Record<string, unknown>;
}

/** What can be said about a declared attribute besides its type. */
export interface AttributeOptions<T> {
  /**
   * What an entity without a value of its own has: a value, copied for each, or a function that makes one. Nothing
   * is stored until it is assigned or changed in place.
   */
  readonly default?: T | (() => T);
  /** Default none. */
  readonly category?: string;
  /** May it be null? Default false. */
  readonly nullable?: boolean;
  /** Keeps an index, for `game.index(Class, name)`. Default false. */
  readonly index?: boolean;
  /** Stores the default when the entity is created. Default false. */
  readonly autocreate?: boolean;
  /** Lock string of the attribute, for those who read or change it as somebody: `attrread:perm(Builder)`. Default none. */
  readonly lock?: string;
  /** Says why a value is refused, or null. */
  validate?(value: T): string | null;
  /** What reading the property gives in the place of its value. `db` and `attributes` go past it. */
  onGet?(value: T, owner: AttributeOwner): T;
  /** What assigning to the property stores in the place of the value. `db` and `attributes` go past it. */
  onSet?(value: T, owner: AttributeOwner): T;
  /** Version of the stored form, 1 at first. */
  readonly version?: number;
  /** Makes a value of this version from what an older version stored. */
  migrate?(old: unknown, version: number): T;
}

/**
 * The type of a declared attribute. It judges values as attributes keep them, where a reference is a record.
 *
 * `T` is the type at which game code sees it.
 */
export interface AttributeType<T = unknown> {
  /** For messages: "a whole number". */
  readonly name: string;
  readonly options: AttributeOptions<T>;
  /** Why it is not one of these, such as "it must be at least 0"; null when it is. */
  problem(raw: unknown): string | null;
  /** Type of what is inside a container; null when that may be anything. */
  readonly parts: AttributeType | null;
  /** Type of a map's keys or a set's members; null when they may be anything. */
  readonly keys: AttributeType | null;
  /** What there is when there is neither a value nor a default. */
  initial(): T;
}

/** The type at which game code sees an attribute. */
export type AttributeValue<A> = A extends AttributeType<infer T> ? T : never;
