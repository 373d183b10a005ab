import { expect, it } from "vitest";
import { testGame } from "../../../testing/test-game.ts";
import { playedScene } from "../played-scene.suite.ts";

it("eval shows a value, undoes an error, and is for those who rule", async () => {
  const { ann, bob, types } = await playedScene("superuser");
  expect(await types("eval me.key")).toContain("ann");
  expect(await types("js 1 + 1")).toBe("2");
  await types("eval/dry me.db.hp = 1");
  expect(ann.character.db["hp"]).toBeUndefined();
  expect(await types("eval")).toContain("Usage: eval");
  expect(await types("eval me.key", [], bob)).toContain("is not available");
});

it("[commands C73] runs as a turn for developers, where the settings let them", async () => {
  await using game = await testGame({ config: { security: { liveCode: "developer" } } });
  const { dee } = await game.scene({
    rooms: ["hall"],
    players: { dee: { in: "hall", permissions: ["Developer"] } },
  });
  expect((await game.call("js me.key", { as: dee })).textTo(dee)).toBe("'dee'");
  const failed = await game.call("js me.db.hp=1; throw 1", { as: dee });
  expect(failed.textTo(dee)).toMatch(/^Something went wrong .*\n1$/);
  expect(dee.character.db["hp"]).toBeUndefined();
});
