import { expect, it } from "vitest";
import { testGame } from "../../../testing/test-game.ts";

it("the first screen greets, and look shows it again", async () => {
  await using game = await testGame({ config: { game: { name: "Fen" } } });
  const session = await game.connect();
  expect(session.text).toMatch(/Fen[^]*connect/);
  const again = await game.call("look", { as: session });
  expect(session.text).toContain(again.textTo(session));
  expect(again.textTo(session)).toMatch(/Fen[^]*connect/);
});
