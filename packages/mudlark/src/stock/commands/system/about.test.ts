import { expect, it } from "vitest";
import { testGame } from "../../../testing/test-game.ts";

it("about tells the name, the version and whom to write to", async () => {
  await using game = await testGame({ config: { game: { name: "Fen |rof|n Ash" } } });
  const { ann } = await game.scene({ rooms: ["hall"], players: { ann: "hall" } });
  const told = (await game.call("about", { as: ann })).textTo(ann);
  expect(told).toContain("Fen |rof|n Ash");
  expect(told).toMatch(/It runs on Mudlark \d+\.\d+\.\d+\S*, and was started or reloaded \S+ ago\./);
});
