import { expectTypeOf, it } from "vitest";
import { Character } from "../../index.ts";
import type { Exit, Room, Session, Thing, WorldObject } from "../../index.ts";

type HookName = Extract<keyof WorldObject, `at${string}`>;

/** Hooks that a class declares with other types than every object does: a game's subclass would be bound by them. */
type Narrowed<C extends WorldObject> = {
  [K in HookName]: WorldObject[K] extends C[K] ? never : K;
}[HookName];

it("hooks of the stock classes can be overridden with all that they are told, and refuse", () => {
  expectTypeOf<Narrowed<Character>>().toBeNever();
  expectTypeOf<Narrowed<Room>>().toBeNever();
  expectTypeOf<Narrowed<Exit>>().toBeNever();
  expectTypeOf<Narrowed<Thing>>().toBeNever();
});

it("a hook knows account and session without casts", () => {
  class Shy extends Character {
    override atPrePuppet(...who: Parameters<Character["atPrePuppet"]>): boolean | string | void {
      const [account, session] = who;
      session.msg(`Not now, ${account.key}.`);
      return super.atPrePuppet(account, session);
    }
  }
  expectTypeOf<Parameters<Shy["atPrePuppet"]>[1]>().toEqualTypeOf<Session>();
});
