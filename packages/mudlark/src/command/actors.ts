import type { Entity } from "../model/entity/entity.ts";
import type { WorldObject } from "../model/object/world-object.ts";
import type { Chosen } from "../model/game-types.ts";
import type { PlainSession } from "./plain-session.ts";

/** The account behind a session. */
export type Account = Chosen<"account", Entity>;

/** The object that a session plays. */
export type Puppet = Chosen<"character", WorldObject>;

/** Where lines come from. */
export type Session = Chosen<"session", PlainSession>;

/** Whoever may act. */
export type Caller = Entity | Session;
