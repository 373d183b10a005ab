import { escapeMarkup, type CommandContext, type WorldObject } from "../../../api.ts";

/** Shows found objects and where they are, page by page. */
export function listFound(ctx: CommandContext, found: readonly WorldObject[]): void {
  const header = found.length === 1 ? "One object was found:" : `${found.length} objects were found:`;
  ctx.page({ count: found.length, row: (at) => rowOf(found[at]) }, { header });
}

/** What was found on an earlier page may be gone by now. */
function rowOf(object: WorldObject | undefined): string {
  if (object === undefined || object.isDeleted) return "  (deleted meanwhile)";
  const { ref, key, location } = object;
  const place = location === null ? "" : `, in ${escapeMarkup(location.key)} (${location.ref})`;
  return `  ${ref} |c${escapeMarkup(key)}|n${place}`;
}
