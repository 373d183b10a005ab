import { expect, it } from "vitest";
import { testGame } from "../../../testing/test-game.ts";

it("sethome shows and changes a home, of what one may change", async () => {
  await using game = await testGame();
  const { ann, yard } = await game.scene({
    rooms: ["hall", "yard"],
    players: { ann: { in: "hall", permissions: ["Builder"] }, bob: "hall" },
  });
  const types = async (line: string): Promise<string> => (await game.call(line, { as: ann })).textTo(ann);
  await types("create box");
  expect(await types("sethome box")).toMatch(/^The home of box \(#\d+\) is ann \(#\d+\)\.$/);
  expect(await types("sethome box = yard")).toBe(
    `The home of box (#${yard.id + 3}) is yard (${yard.ref}) now.`,
  );
  expect(await types("sethome box = yard")).toContain("already");
  expect(await types("sethome box = box")).toContain("cannot be its own home");
  expect(await types("sethome bob = yard")).toMatch(/You may not change the home of bob/);
  expect(await types("sethome box = moon")).toMatch(/moon/);
  expect(await types("sethome")).toMatch(/Usage: sethome/);
});
