import { expect, it } from "vitest";
import { testGame } from "../../../testing/test-game.ts";

it("help at the door tells what can be typed there, and nothing else", async () => {
  await using game = await testGame({ config: { game: { name: "Fen" } } });
  const session = await game.connect();
  const told = (await game.call("help", { as: session })).textTo(session);
  expect(told).toMatch(/^This is the door of Fen\. You can type:\n/);
  for (const name of ["connect", "create", "quit", "screenreader", "encoding"]) {
    expect(told).toContain(`${name}: `);
  }
  expect(told).not.toContain("dig");
  expect((await game.call("?", { as: session })).textTo(session)).toBe(told);
});
