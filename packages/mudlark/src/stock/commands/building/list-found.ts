import { escapeMarkup, type CommandContext, type WorldObject } from "../../../api.ts";

/** Shows found objects and where they are, page by page; the next lines may name them by their rows. */
export function listFound(ctx: CommandContext, found: readonly WorldObject[]): void {
  if (ctx.session !== null) ctx.session.lastFound = found.map(({ id }) => id);
  const header = found.length === 1 ? "One object was found:" : `${found.length} objects were found:`;
  ctx.page({ count: found.length, row: (at) => rowOf(at + 1, found[at]) }, { header });
}

/** What was found on an earlier page may be gone by now. */
function rowOf(row: number, object: WorldObject | undefined): string {
  if (object === undefined || object.isDeleted) return `${row}. (deleted meanwhile)`;
  const { ref, key, location } = object;
  const place = location === null ? "" : `, in ${escapeMarkup(location.key)} (${location.ref})`;
  return `${row}. ${ref} |c${escapeMarkup(key)}|n${place}`;
}
