import { describe, expectTypeOf, it } from "vitest";
import type { Game } from "../../game.ts";
import { WorldObject } from "../../object/world-object.ts";
import { attr } from "./attr.ts";

class Character extends WorldObject {
  readonly isCharacter = true;
}

class Lantern extends WorldObject.with({
  fuel: attr.int({ default: 100, min: 0, index: true }),
  label: attr.text({ nullable: true }),
  mode: attr.oneOf(["low", "high"]),
  litBy: attr.ref<Character>({ nullable: true }),
  owner: attr.ref({ is: Character }),
  runes: attr.list(attr.text()),
  scores: attr.map(attr.text(), attr.int()),
  seen: attr.set(attr.ref<Character>()),
  flags: attr.record(attr.bool()),
  since: attr.date(),
  seenBy: attr.memory(() => new Map<string, number>()),
  warmth: attr.memory(() => 0),
  notes: attr.json<{ text: string }[]>({ default: [] }),
}) {
  static readonly classId = "test/Lantern";

  override atObjectCreation(): void {
    this.burn(1);
  }

  burn(amount: number): void {
    this.fuel = Math.max(0, this.fuel - amount);
  }
}

class Torch extends Lantern.with({ smoke: attr.bool() }) {}

class Link extends WorldObject.with({ next: attr.ref<Link>(), all: attr.list(attr.ref<Link>()) }) {}

describe("declared attributes", () => {
  it("may refer to their own class", () => {
    expectTypeOf<Link["next"]>().toEqualTypeOf<Link | null>();
    expectTypeOf<Link["all"]>().toEqualTypeOf<(Link | null)[]>();
  });

  it("have their types without casts", () => {
    expectTypeOf<Lantern["fuel"]>().toEqualTypeOf<number>();
    expectTypeOf<Lantern["label"]>().toEqualTypeOf<string | null>();
    expectTypeOf<Lantern["mode"]>().toEqualTypeOf<"low" | "high">();
    expectTypeOf<Lantern["litBy"]>().toEqualTypeOf<Character | null>();
    expectTypeOf<Lantern["owner"]>().toEqualTypeOf<Character | null>();
    expectTypeOf<Lantern["runes"]>().toEqualTypeOf<string[]>();
    expectTypeOf<Lantern["scores"]>().toEqualTypeOf<Map<string, number>>();
    expectTypeOf<Lantern["seen"]>().toEqualTypeOf<Set<Character | null>>();
    expectTypeOf<Lantern["flags"]>().toEqualTypeOf<Record<string, boolean>>();
    expectTypeOf<Lantern["since"]>().toEqualTypeOf<Date>();
    expectTypeOf<Lantern["notes"]>().toEqualTypeOf<{ text: string }[]>();
    expectTypeOf<Lantern["db"]["anything"]>().toBeUnknown();
  });

  it("are inherited, with everything else", () => {
    expectTypeOf<Torch["smoke"]>().toEqualTypeOf<boolean>();
    expectTypeOf<Torch["fuel"]>().toEqualTypeOf<number>();
    expectTypeOf<Torch["burn"]>().toEqualTypeOf<(amount: number) => void>();
    expectTypeOf<Torch>().toExtend<WorldObject>();
  });

  it("are indexed by their own name and type", () => {
    const game = {} as Game;
    const byFuel = game.index(Lantern, "fuel");
    expectTypeOf(byFuel.equalTo(7)).toEqualTypeOf<Lantern[]>();
    expectTypeOf(byFuel.between({ from: 1, to: 10 })).toEqualTypeOf<Lantern[]>();
    const byOwner = game.index(Lantern, "owner");
    expectTypeOf(byOwner.equalTo(null)).toEqualTypeOf<Lantern[]>();
    // @ts-expect-error an owner is a character
    byOwner.equalTo(byFuel.equalTo(7)[0]);
    // @ts-expect-error fuel is a number
    byFuel.equalTo("much");
    // @ts-expect-error a bound of another type
    byFuel.between({ from: "little" });
    // @ts-expect-error no such attribute
    game.index(Lantern, "colour");
  });

  it("are assigned and called on through references without casts", () => {
    const use = (lantern: Lantern, keeper: Character): void => {
      lantern.owner = keeper;
      lantern.litBy = null;
      expectTypeOf(lantern.owner.isCharacter).toBeBoolean();
      lantern.seen.add(keeper);
      for (const one of lantern.seen) expectTypeOf(one).toEqualTypeOf<Character | null>();
      // @ts-expect-error what was referred to may be gone
      void lantern.litBy.isCharacter;
      // @ts-expect-error not a character
      lantern.owner = lantern;
      // @ts-expect-error not one of the choices
      lantern.mode = "middling";
    };
    expectTypeOf(use).toBeFunction();
  });

  it("are of the type of what they begin with, when they are in memory", () => {
    expectTypeOf<Lantern["seenBy"]>().toEqualTypeOf<Map<string, number>>();
    expectTypeOf<Lantern["warmth"]>().toEqualTypeOf<number>();
  });

  it("are migrated from what nobody can know to what they are", () => {
    attr.list(attr.text(), {
      version: 2,
      migrate(old, version) {
        expectTypeOf(old).toBeUnknown();
        expectTypeOf(version).toBeNumber();
        return String(old).split(" ");
      },
    });
    attr.int({ version: 2, migrate: (old) => Number(old) });
    // @ts-expect-error makes text out of what is to be a number
    attr.int({ version: 2, migrate: (old) => String(old) });
    // @ts-expect-error makes a list of numbers out of what is to be texts
    attr.list(attr.text(), { version: 2, migrate: (): number[] => [1] });
  });

  it("refuse options of another type", () => {
    // @ts-expect-error a default of the wrong type
    attr.int({ default: "many" });
    // @ts-expect-error not one of the choices
    attr.oneOf(["a", "b"], { default: "c" });
  });
});
