import { escapeMarkup, joinList, type WorldObject } from "../../../api.ts";

/** `Attic (#12)`, as its maker reads it. */
export function showNew(made: WorldObject): string {
  return `${escapeMarkup(made.key)} (${made.ref})`;
}

/** `, with the exits up (#13) and down (#14)`; "" without any. */
export function withExits(exits: readonly WorldObject[]): string {
  if (exits.length === 0) return "";
  return `, with the ${exits.length === 1 ? "exit" : "exits"} ${joinList(exits.map(showNew))}`;
}
