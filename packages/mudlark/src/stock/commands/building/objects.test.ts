import { expect, it } from "vitest";
import { testGame } from "../../../testing/test-game.ts";

it("objects shows the newest, and how many there are", async () => {
  await using game = await testGame();
  const { ann } = await game.scene({
    rooms: ["hall"],
    players: { ann: { in: "hall", permissions: ["Builder"] } },
  });
  const types = async (line: string): Promise<string> => (await game.call(line, { as: ann })).textTo(ann);
  await types("create pear, apple");
  const { size } = game.world.objects;
  const shown = await types("objects 2");
  expect(shown).toMatch(/apple\s.*\n.*pear\s/);
  expect(shown).not.toContain("hall\n");
  expect(shown).toContain(`There are ${size} objects; the newest stand above.`);
  const counted = /By sort: (.*)\.\nBy class: (.*)\.$/.exec(shown);
  expect(counted?.[1]).toContain("character 1");
  expect(counted?.[2]).toContain("mudlark.Thing 2");
  const sums = [1, 2].map((part) =>
    (counted?.[part]?.match(/\d+/g) ?? []).reduce((total, count) => total + Number(count), 0),
  );
  expect(sums).toEqual([size, size]);
  await types("typeclass apple = mudlark.Room");
  expect(await types("objects")).toMatch(/mudlark\.Thing 1\b/);
  await types("destroy/force pear");
  expect(await types("objects")).not.toContain("mudlark.Thing");
  await game.crash();
  expect(await types("objects")).toMatch(/By class: .*mudlark\.Room \d/);
  expect(await types("objects 1")).toContain(`There are ${size - 1} objects`);
  expect(await types("objects 101")).toMatch(/100/);
  expect(await types("objects many")).toMatch(/Usage: objects/);
});
