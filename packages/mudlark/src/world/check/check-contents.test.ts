import { describe, expect, test } from "vitest";
import { testGame } from "../../testing/test-game.ts";
import { checkContents } from "./check-contents.ts";

describe("the check of a running world's contents", () => {
  test("finds nothing after people moved about, and both sides of what is wrong", async () => {
    const game = await testGame();
    const { ann, yard } = await game.scene({ rooms: ["hall", "yard"], players: { ann: "hall" } });
    const { world } = game;
    const find = (id: number) => world.record("object", id);
    const check = () => checkContents(world.objects.records(), find, async () => {});
    await game.turn(() => ann.character.moveTo(yard));
    expect(await check()).toEqual([]);

    const record = find(ann.character.id);
    const place = find(record?.location ?? 0);
    if (record === undefined || place === undefined) throw new TypeError("ann is nowhere");
    place.contents?.remove(record);
    expect(await check()).toMatchObject([
      {
        rule: "contents",
        about: `object ${record.ref} (${record.key})`,
        problem: expect.stringContaining(`It is in ${place.ref}, which does not list it.`) as string,
      },
    ]);
    place.contents?.add(record, false);
    record.location = null;
    expect(await check()).toMatchObject([
      {
        rule: "contents",
        about: `object ${place.ref} (${place.key})`,
        problem: expect.stringContaining(`It lists ${record.ref}, which is not in it.`) as string,
      },
    ]);
  });
});
