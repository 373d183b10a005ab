import { describe, expect, it } from "vitest";
import { attr, cmdset, command, Script, type WorldObject } from "../../api.ts";
import { testGame } from "../../testing/test-game.ts";
import { Thing } from "./thing.ts";

class Lamp extends Thing.with({ oil: attr.list(attr.int()) }) {
  static override readonly classId = "test/Lamp";
  static copies: WorldObject[] = [];

  override atObjectCreation(): void {
    this.db.fresh = true;
  }

  override atObjectPostCopy(copy: WorldObject): void {
    Lamp.copies.push(copy);
  }
}

class Flicker extends Script {
  static override readonly classId = "test/Flicker";
}

const rub = command({ key: "rub", help: "Rub it.", run: (ctx) => ctx.msg("A spirit!") });
const lampCommands = cmdset({ key: "lamp", commands: [rub] });

describe("copying an object", () => {
  it("takes along all that belongs to it, but nothing that is in it, and each is its own", async () => {
    await using game = await testGame({
      classes: [Lamp, Flicker],
      definition: { commands: { sets: [lampCommands] } },
    });
    const { hall, yard } = await game.scene({ rooms: ["hall", "yard"] });
    const lamp = await game.create(Lamp, {
      key: "lamp",
      location: hall,
      home: yard,
      aliases: ["light", ["lux", "latin"]],
    });
    await game.turn(() => {
      lamp.oil.push(1);
      lamp.attributes.add("note", "as it is", {
        strattr: true,
        category: "c",
        lockstring: "attrread:false()",
      });
      lamp.attributes.add("place", 5, { category: "mudlark" });
      lamp.tags.add("old", { category: "age", data: "very" });
      lamp.permissions.add("Builder");
      lamp.locks.add("get:false()");
      lamp.cmdset.add(lampCommands, { persistent: true });
      game.world.create(Thing, { key: "wick", location: lamp });
      game.world.scripts.create(Flicker, { owner: lamp, key: "flicker", interval: 5, repeats: 3 });
    });
    const [first, second] = await game.turn(() => [lamp.copy(), lamp.copy()] as const);
    const third = await game.turn(() =>
      lamp.copy("torch", { location: null, aliases: [], permissions: false }),
    );
    expect([first, second, third].map(({ key }) => key)).toEqual(["lamp001", "lamp002", "torch"]);
    expect(Lamp.copies).toEqual([first, second, third]);
    expect([first.location, first.home, third.location]).toEqual([hall, yard, null]);
    expect(first.contents).toEqual([]);
    expect([first.aliases.all({ withCategory: true }), third.aliases.all()]).toEqual([
      lamp.aliases.all({ withCategory: true }),
      [],
    ]);
    expect(first.tags.getTags()).toEqual(lamp.tags.getTags());
    expect([first.permissions.all(), third.permissions.all()]).toEqual([["builder"], []]);
    expect(first.locks.get()).toBe(lamp.locks.get());
    expect(first.attributes.get("note", { category: "c", strattr: true })).toBe("as it is");
    expect(first.attributes.record("note", { category: "c" })?.locks).toBe("attrread:false()");
    expect(first.attributes.has("place", "mudlark")).toBe(false);
    await game.turn(() => (first as Lamp).oil.push(2));
    expect([[...lamp.oil], [...(first as Lamp).oil]]).toEqual([[1], [1, 2]]);
    expect(first.cmdset.all().map(({ key }) => key)).toEqual(["lamp"]);
    const [script] = game.world.scripts.ofOwner(first);
    expect([script?.key, script?.interval, script?.repeats, script?.isActive]).toEqual([
      "flicker",
      5,
      3,
      true,
    ]);
  });

  it("is whole or not at all", async () => {
    class Unique extends Thing {
      static override readonly classId = "test/Unique";
      override atObjectPostCopy(): void {
        throw new Error("there is only one");
      }
    }
    await using game = await testGame({ classes: [Unique] });
    const { hall } = await game.scene({ rooms: ["hall"] });
    const one = await game.create(Unique, { key: "one", location: hall });
    await game.turn(() => expect(() => one.copy()).toThrow("there is only one"));
    expect(hall.contents).toEqual([one]);
  });
});
