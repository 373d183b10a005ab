import type { CommandContext } from "../../../api.ts";

/** Whoever makes something may change and destroy it. */
export function ownerLocks({ account }: CommandContext): string[] {
  const owner = account === null ? "" : `pid(${account.id}) or `;
  return ["control", "delete", "edit"].map((type) => `${type}:${owner}perm(Admin)`);
}
