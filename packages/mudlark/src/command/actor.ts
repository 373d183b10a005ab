import type { Entity } from "../model/entity/entity.ts";
import { WorldObject } from "../model/object/world-object.ts";
import type { InputSource } from "./input-source.ts";

/** Who acts, and through what (`commands.md` §3). */
export interface Actor {
  /** The last of session, account and puppet that is there. */
  readonly caller: Entity | InputSource;
  readonly session: InputSource | null;
  readonly account: Entity | null;
  readonly puppet: WorldObject | null;
}

/** Who acts when a line comes from a session. */
export function actorOf(session: InputSource): Actor {
  const { account, puppet } = session;
  return { caller: puppet ?? account ?? session, session, account, puppet };
}

/**
 * Who acts when code runs a line as an entity.
 *
 * @param session the one that the line counts for, if any
 * @param accountOf the account that plays an object
 */
export function actorOfEntity(
  entity: Entity,
  session: InputSource | null,
  accountOf: (object: WorldObject) => Entity | null,
): Actor {
  if (entity.kind === "account") {
    const puppet = session?.puppet ?? null;
    return { caller: puppet ?? entity, session, account: entity, puppet };
  }
  // A channel or a script has no place, and nothing around it: nobody lends it any commands.
  if (!(entity instanceof WorldObject)) return { caller: entity, session, account: null, puppet: null };
  return { caller: entity, session, account: accountOf(entity), puppet: entity };
}

/** Whose permissions count: a session that is not logged in has none. */
export function accessorOf(actor: Actor): Entity | null {
  return actor.puppet ?? actor.account;
}

/** Can the caller still act? */
export function isGone({ puppet, account }: Actor): boolean {
  return puppet?.isDeleted === true || account?.isDeleted === true;
}
