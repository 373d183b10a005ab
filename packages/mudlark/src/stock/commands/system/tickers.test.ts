import { expect, it } from "vitest";
import { callback } from "../../../api.ts";
import { testGame } from "../../../testing/test-game.ts";

const rain = callback("rain", () => undefined);

it("tickers lists what is called again and again, for builders", async () => {
  await using game = await testGame({ callbacks: [rain] });
  const { ann, bob } = await game.scene({
    rooms: ["hall"],
    players: { ann: { in: "hall", permissions: ["Builder"] }, bob: "hall" },
  });
  const types = async (as: typeof ann): Promise<string> => (await game.call("tickers", { as })).textTo(as);
  expect(await types(ann)).toBe("There are no tickers.");
  await game.turn(() => void game.world.tickers.subscribe(30, rain));
  expect(await types(ann)).toMatch(/Key +Calls +Every +Next[^]*rain +30s[^]*One ticker\.$/);
  expect(await types(bob)).toContain("is not available");
});
