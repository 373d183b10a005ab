import type { CommandContext, WorldObject } from "../../../api.ts";

/** The object that a builder named, in reach or else anywhere; the search itself tells of none and of several. */
export function objectNamed(ctx: CommandContext, name: string): WorldObject {
  const { puppet } = ctx;
  const near: readonly WorldObject[] = puppet?.search(name, { quiet: true }) ?? [];
  return puppet?.search(name, { globalSearch: near.length === 0 }) ?? ctx.stop();
}
