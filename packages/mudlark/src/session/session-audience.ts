import type { SessionId } from "../base/session-id.ts";
import type { Entity } from "../model/entity/entity.ts";
import type { Audience, Control, Message } from "../model/ports.ts";
import { WorldObject } from "../model/object/world-object.ts";
import { Account } from "./accounts/account.ts";
import { messageEffects } from "./message-effects.ts";
import { Session } from "./session.ts";
import type { Sessions } from "./sessions.ts";

/** Who hears what is said to entities, and who plays what: answered from the live sessions (`sessions.md` §8.3). */
export class SessionAudience implements Audience, Control {
  /** Filled by the composition root: sessions need the kernel, and the kernel needs these answers. */
  #sessions: Sessions | null = null;

  attach(sessions: Sessions): void {
    this.#sessions = sessions;
  }

  deliver(entity: Entity, message: Message, to?: unknown): void {
    const receivers = to === undefined ? this.#sessionsOf(entity) : sessionsIn(to);
    if (receivers.length === 0) return;
    // Only bytes out of band read differently for each.
    if (message.other !== undefined) for (const session of receivers) session.msg(message);
    else this.#deliverText(entity, message, receivers);
  }

  #deliverText(entity: Entity, message: Message, [first, ...others]: readonly Session[]): void {
    if (first === undefined) return;
    const ids: SessionId[] = [first.id, ...others.map((session) => session.id)];
    const turn = entity.game.turns.requireTurn();
    for (const effect of messageEffects(ids, message, first.payloadReader)) turn.hold(effect);
  }

  isOnline(entity: Entity): boolean {
    return this.#sessionsOf(entity).length > 0;
  }

  accountOf(object: Entity): Entity | null {
    return object instanceof WorldObject ? (this.#sessions?.accountOf(object) ?? null) : null;
  }

  puppetOf(account: Entity, session: SessionId | null): Entity | null {
    if (this.#sessions === null || !(account instanceof Account)) return null;
    const acting = session === null ? undefined : this.#sessions.get(session);
    if (acting?.account === account) return acting.puppet;
    for (const each of this.#sessions.ofAccount(account)) if (each.puppet !== null) return each.puppet;
    return null;
  }

  /** In the acting session; outside of one, if any session that plays it or belongs to it is (design §9.16). */
  isQuelled(accessor: Entity, session: SessionId | null): boolean {
    if (this.#sessions === null) return false;
    const own = this.#sessionsOf(accessor);
    const acting = session === null ? undefined : this.#sessions.get(session);
    return acting !== undefined && own.includes(acting) ? hasQuelled(acting) : own.some(hasQuelled);
  }

  #sessionsOf(entity: Entity): readonly Session[] {
    if (this.#sessions === null) return [];
    if (entity instanceof Account) return this.#sessions.ofAccount(entity);
    return entity instanceof WorldObject ? this.#sessions.ofPuppet(entity) : [];
  }
}

/** Out of character there is nothing to be quelled for. */
function hasQuelled(session: Session): boolean {
  return session.isQuelled && session.puppet !== null;
}

function sessionsIn(to: unknown): readonly Session[] {
  if (to instanceof Session) return [to];
  return Array.isArray(to) ? to.filter((each) => each instanceof Session) : [];
}
