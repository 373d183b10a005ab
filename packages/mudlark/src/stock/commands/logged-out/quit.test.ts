import { expect, it } from "vitest";
import { testGame } from "../../../testing/test-game.ts";

it("quit leaves from the door", async () => {
  await using game = await testGame();
  const session = await game.connect();
  await game.call("quit", { as: session });
  expect(session.closedFor).not.toBeNull();
});
