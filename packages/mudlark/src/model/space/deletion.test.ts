import { describe, expect, test } from "vitest";
import { MemoryDisk } from "../../store/memory-store.ts";
import { testKernel } from "../../testing/test-kernel.ts";
import { Character, Exit, Room, rulesScene } from "../object/rules-scene.suite.ts";
import { WorldObject } from "../object/world-object.ts";

describe("the end of a room", () => {
  test("[world W48] exits go with it, and what is in it goes home, with hooks", async () => {
    const moves: unknown[] = [];
    class Item extends WorldObject {
      override atPostMove(...[source, { moveType }]: Parameters<WorldObject["atPostMove"]>): void {
        moves.push([this.key, source?.key, moveType]);
      }
    }
    const { ann, hall, limbo, yard, make, turn, heard } = await rulesScene({ classes: [Item] });
    const out = await make(Exit, "out", { location: hall, destination: yard });
    const back = await make(Exit, "back", { location: yard, destination: hall });
    const item = await make(Item, "item", { location: hall, home: yard });
    const homeless = await make(Item, "item2", { location: hall, home: hall });
    moves.length = 0;
    expect(await turn(() => hall.delete())).toBe(true);
    expect([hall, out, back].map((gone) => gone.isDeleted)).toEqual([true, true, true]);
    expect(item.location).toBe(yard);
    expect(homeless.location).toBe(limbo);
    expect(homeless.home).toBe(limbo);
    expect(ann.location).toBe(limbo);
    expect(heard(ann)[0]).toMatch(/Hall/);
    expect(moves).toEqual([
      ["item", "Hall", "teleport"],
      ["item2", "Hall", "teleport"],
    ]);
  });

  test("[world W49] what does not want to go home goes all the same, in memory and in the store", async () => {
    class Stubborn extends WorldObject {
      override atPreMove(): boolean {
        return false;
      }
    }
    const disk = new MemoryDisk();
    const classes = [WorldObject, Room, Character, Stubborn];
    const { kernel, turn } = await testKernel({ disk, classes, defaultHome: 1, startLocation: 1 });
    const [home, hall] = await turn(() => [kernel.create(Room), kernel.create(Room)] as const);
    const stone = await turn(() => kernel.create(Stubborn, { location: hall, home }));
    await turn(() => hall.delete());
    expect(stone.location).toBe(home);
    expect(home.contents).toEqual([stone]);
    disk.crash();
    const again = await testKernel({ disk, classes });
    expect(again.kernel.objects.get(stone.id)?.location?.id).toBe(home.id);
    expect(again.kernel.objects.get(home.id)?.contents.map(({ id }) => id)).toEqual([stone.id]);
  });
});
