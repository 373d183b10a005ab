import { Account, escapeMarkup, joinList, WorldObject, type Entity } from "../../../api.ts";

/** `Attic (#12)`, `Bob (account)` or `weather (script #3)`, as builders read it. */
export function showNew(made: Entity): string {
  const sort = made instanceof WorldObject ? "" : `${made.kind} `;
  return `${escapeMarkup(made.key)} (${made instanceof Account ? made.kind : sort + made.ref})`;
}

/** `, with the exits up (#13) and down (#14)`; "" without any. */
export function withExits(exits: readonly WorldObject[]): string {
  if (exits.length === 0) return "";
  return `, with the ${exits.length === 1 ? "exit" : "exits"} ${joinList(exits.map(showNew))}`;
}
