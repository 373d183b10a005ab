import type { CommandContext, Entity } from "../../../api.ts";

/** Who builds: the character, or the account of staff who are out of character. Locks are asked about them. */
export function builderOf({ puppet, account }: Pick<CommandContext, "puppet" | "account">): Entity | null {
  return puppet ?? account;
}
