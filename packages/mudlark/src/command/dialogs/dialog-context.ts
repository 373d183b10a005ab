import type { Game } from "../../model/game.ts";
import type { Entity } from "../../model/entity/entity.ts";
import type { Message } from "../../model/message.ts";
import type { WorldObject } from "../../model/object/world-object.ts";
import type { Account, Caller, Puppet, Session } from "../actors.ts";
import { declared } from "../../model/game-types.ts";
import type { PlainSession } from "../plain-session.ts";

/** As much of a session as a dialog looks at. */
export interface DialogSource extends PlainSession {
  readonly account: Entity | null;
  readonly puppet: WorldObject | null;
}

/** Whom a menu or an editor is open for. It looks at the session anew each time, because much may change meanwhile. */
export class DialogContext {
  readonly game: Game;
  readonly #source: DialogSource;

  constructor(game: Game, source: DialogSource) {
    this.game = game;
    this.#source = source;
  }

  /** Where it is open. */
  get session(): Session {
    return declared<Session>(this.#source);
  }

  /** Null before the login. */
  get account(): Account | null {
    return declared<Account | null>(this.#source.account);
  }

  /** Null out of character. */
  get puppet(): Puppet | null {
    return declared<Puppet | null>(this.#source.puppet);
  }

  /** The puppet, else the account, else the session. */
  get caller(): Caller {
    return this.puppet ?? this.account ?? this.session;
  }

  /** Says something to the session. */
  msg(message: string | Partial<Message>): void {
    this.#source.msg(message);
  }
}
