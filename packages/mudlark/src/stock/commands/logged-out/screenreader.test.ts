import { expect, it } from "vitest";
import { testGame } from "../../../testing/test-game.ts";

it("the mode for screen readers goes on and off", async () => {
  const game = await testGame();
  const session = await game.connect();
  const first = await game.call("screenreader", { as: session });
  expect(first.sentTo(session).join()).toMatch(/screen.?reader.*on/);
  expect(session.flags.SCREENREADER).toBe(true);
  const second = await game.call("screenreader", { as: session });
  expect(second.sentTo(session).join()).toMatch(/screen.?reader.*off/);
  expect(session.flags.SCREENREADER).toBe(false);
});
