import type { JsonObject } from "../../base/json.ts";
import { Entity } from "../entity/entity.ts";
import type { Chosen } from "../game-types.ts";
import type { MoveDetails } from "../space/move-options.ts";

/** More facts that a caller hands on to hooks. */
export type HookDetails = Readonly<Record<string, unknown>>;

/** Who plays it: an account, of the class that the game names in `GameTypes`. */
export type PuppetAccount = Chosen<"account", Entity>;

/** The connection through which it is played. */
export type PuppetSession = Chosen<"session", object>;

/** How a session comes to play an object. */
export interface PuppetDetails {
  readonly account: PuppetAccount;
  readonly session: PuppetSession;
  /** Do other sessions of the account play it too? */
  readonly shared: boolean;
  /** Did another session of the account let go of it just now? */
  readonly handover: boolean;
}

/** How a session let go of an object. */
export interface UnpuppetDetails {
  /** What the room is to read; "" when the player left in order. */
  readonly reason: string;
  /** Does another session of the account play it from now on? */
  readonly handover: boolean;
}

/**
 * What happens to objects, as methods to override (`world.md` §12). These do nothing and allow everything by
 * themselves; a hook that throws undoes what it is part of. `T` is the type of the other objects.
 */
export abstract class ObjectHooks<T extends Entity> extends Entity {
  /** It was just created, and the wishes of whoever creates it come after this. The place for first values. */
  atObjectCreation(): void {}

  /** Creation is over, wishes included. */
  atObjectPostCreation(): void {}

  /** After it was made from, or updated by, a prototype. */
  atObjectPostSpawn(_details: { readonly prototype: JsonObject | null }): void {}

  /** After a copy of it was made. */
  atObjectPostCopy(_copy: T, _details: HookDetails = {}): void {}

  /** Before a session plays it; false refuses, and a text refuses with that text. */
  atPrePuppet(_account: PuppetAccount, _session: PuppetSession): boolean | string | void {}

  /** A session plays it. */
  atPostPuppet(_details: PuppetDetails): void {}

  /** Before a session lets go of it. */
  atPreUnpuppet(_details: { readonly session: PuppetSession }): void {}

  /** A session has let go of it. */
  atPostUnpuppet(
    _account: PuppetAccount | null,
    _session: PuppetSession | null,
    _details: UnpuppetDetails,
  ): void {}

  /** Before it moves; false keeps it where it is. */
  atPreMove(_destination: T, _details: MoveDetails): boolean {
    return true;
  }

  /** Before something in it leaves; false keeps it in. */
  atPreObjectLeave(_leaving: T, _destination: T, _details: MoveDetails): boolean {
    return true;
  }

  /** Before something comes into it; false keeps it out. */
  atPreObjectReceive(_arriving: T, _source: T | null, _details: MoveDetails): boolean {
    return true;
  }

  /** Something in it is about to leave. */
  atObjectLeave(_leaving: T, _destination: T, _details: MoveDetails): void {}

  /** Something came into it, or was created in it. */
  atObjectReceive(_arrived: T, _source: T | null, _details: MoveDetails): void {}

  /** It has moved; or was created where it is, without a source. */
  atPostMove(_source: T | null, _details: MoveDetails): void {}

  /** Somebody has come through this exit. */
  atPostTraverse(_traveller: T, _source: T | null): void {}

  /** After somebody looked at it. */
  atDesc(_looker: Entity): void {}

  /** Before somebody picks it up; false leaves it lying. */
  atPreGet(_getter: T, _details: HookDetails = {}): boolean {
    return true;
  }

  /** It was picked up. */
  atGet(_getter: T, _details: HookDetails = {}): void {}

  /** Before it is handed over; false keeps it with the giver. */
  atPreGive(_giver: T, _getter: T, _details: HookDetails = {}): boolean {
    return true;
  }

  /** It was handed over. */
  atGive(_giver: T, _getter: T, _details: HookDetails = {}): void {}

  /** It was dropped. */
  atDrop(_dropper: T, _details: HookDetails = {}): void {}

  /** Before it hears something on a channel: what it is to hear, or null for nothing. */
  atPreChannelMsg(text: string, _channel: Entity, _details: HookDetails = {}): string | null {
    return text;
  }

  /** It has heard something on a channel. */
  atPostChannelMsg(_text: string, _channel: Entity, _details: HookDetails = {}): void {}

  /** Before it says something: what it is to say, or null for nothing. */
  atPreSay(
    text: string,
    _details: { readonly whisper?: boolean; readonly receivers?: readonly T[] },
  ): string | null {
    return text;
  }
}
