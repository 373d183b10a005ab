import { expect, it } from "vitest";
import { testGame } from "../../../testing/test-game.ts";

it("crawlers learn the game's name, and how many are in it", async () => {
  const game = await testGame({ config: { game: { name: "Quay | Sons" } } });
  await game.scene({ rooms: ["hall"], players: { ann: "hall" } });
  const session = await game.connect();
  await game.call("info", { as: session });
  expect(session.text).toMatch(
    /^## BEGIN INFO[^]*Name: Quay \| Sons[^]*Uptime: \d{4}-[^]*Connected: 1[^]*Version: [^]*## END INFO$/m,
  );
});
