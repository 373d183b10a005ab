import { arg, type CommandContext, type WorldObject } from "../../../api.ts";

/** The object that a builder named, in reach or else anywhere; the search itself tells of none and of several. */
export function objectNamed(ctx: CommandContext, name: string): WorldObject {
  const { puppet } = ctx;
  if (puppet === null || name.startsWith("%")) return objectAnywhere(ctx, name);
  const near: readonly WorldObject[] = puppet.search(name, { quiet: true });
  return puppet.search(name, { globalSearch: near.length === 0 }) ?? ctx.stop();
}

/** A row of the last list; or, for who stands nowhere, an id, or a name that only one thing has. */
function objectAnywhere(ctx: CommandContext, name: string): WorldObject {
  const parsed = arg.object("object", { from: "anywhere" }).type.parse(name, ctx);
  return parsed.ok ? parsed.value : ctx.fail(parsed.message);
}
