import type { Random } from "../base/random.ts";
import type { SessionId } from "../base/session-id.ts";
import type { CommitPorts } from "./commit/committer.ts";
import type { Entity } from "./entity/entity.ts";
import type { Message } from "./message.ts";
import type { TurnPorts } from "./turn/turn-runner.ts";

export type { Message } from "./message.ts";

/** Who hears what is said to entities: the sessions. */
export interface Audience {
  /** @param to one or more sessions in the place of all of the entity's */
  deliver(entity: Entity, message: Message, to?: unknown): void;
  /** Does a live session play it, or is it logged in? */
  isOnline(entity: Entity): boolean;
}

/** Who plays what. */
export interface Control {
  /** The account that plays the object now. */
  accountOf(object: Entity): Entity | null;
  /** What the account plays: in that session, else in any. */
  puppetOf(account: Entity, session: SessionId | null): Entity | null;
  /** Has it put aside its powers: in that session, or without one, in any session that plays it? */
  isQuelled(accessor: Entity, session: SessionId | null): boolean;
}

/** What the kernel needs from outside, filled by the folders above it and by the composition root. */
export interface KernelPorts extends TurnPorts, CommitPorts {
  readonly random: Random;
  readonly audience: Audience;
  readonly control: Control;
}
