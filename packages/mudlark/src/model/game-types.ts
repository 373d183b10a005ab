/**
 * How a game's own classes reach the types of `ctx` without casts. Higher layers and games add to these interfaces;
 * what they add replaces the plain type that this layer knows.
 *
 * @example
 * declare module "mudlark" {
 *   interface GameTypes { character: Hero }
 * }
 * // from here on `ctx.puppet` is a `Hero | null` in every command
 */

/**
 * What the engine itself adds: its own `Character`, `Account`, `Session`.
 *
 * @public
 */
// oxlint-disable-next-line typescript/no-empty-object-type -- filled by declaration merging
export interface StockTypes {}

/** What a game adds: `character`, `account`, `session`, `location`. */
// oxlint-disable-next-line typescript/no-empty-object-type -- filled by declaration merging
export interface GameTypes {}

/** The game's type of that name, else the stock one, else the fallback. */
export type Chosen<Name extends string, Fallback, Game = GameTypes, Stock = StockTypes> =
  Game extends Readonly<Record<Name, infer Own>>
    ? Own
    : Stock extends Readonly<Record<Name, infer Standard>>
      ? Standard
      : Fallback;

/** Takes it on trust that a value is of the type that higher layers or the game have declared for it. */
export function declared<T>(value: unknown): T {
  return value as T;
}
