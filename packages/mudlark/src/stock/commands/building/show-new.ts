import { Account, escapeMarkup, joinList, type Entity, type WorldObject } from "../../../api.ts";

/** `Attic (#12)`, or `Bob (account)`, as builders read it. */
export function showNew(made: Entity): string {
  return `${escapeMarkup(made.key)} (${made instanceof Account ? "account" : made.ref})`;
}

/** `, with the exits up (#13) and down (#14)`; "" without any. */
export function withExits(exits: readonly WorldObject[]): string {
  if (exits.length === 0) return "";
  return `, with the ${exits.length === 1 ? "exit" : "exits"} ${joinList(exits.map(showNew))}`;
}
