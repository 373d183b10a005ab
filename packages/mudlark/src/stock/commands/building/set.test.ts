import { expect, it } from "vitest";
import { testGame } from "../../../testing/test-game.ts";

async function builder(): Promise<(line: string) => Promise<string>> {
  const game = await testGame();
  const { ann } = await game.scene({
    rooms: ["hall"],
    players: { ann: { in: "hall", permissions: ["Builder"] } },
  });
  const types = async (line: string): Promise<string> => (await game.call(line, { as: ann })).textTo(ann);
  await types("create a");
  return types;
}

it("[commands C35] shows a value of 0 as a value", async () => {
  const types = await builder();
  await types("set a/hp = 0");
  const shown = await types("set a/hp");
  expect(shown).toMatch(/hp\W+0/);
  expect(shown).not.toMatch(/no attribute|missing|has no/i);
});

it("[commands C37] sets several at once", async () => {
  const types = await builder();
  await types("set a/x/y = 3");
  expect(await types("set a/x")).toMatch(/x\W+3/);
  expect(await types("set a/y")).toMatch(/y\W+3/);
});

it("says what is not there", async () => {
  const types = await builder();
  expect(await types("set moon/x = 1")).toMatch(/moon/);
  expect(await types("set a/nothing")).toMatch(/nothing/);
  expect(await types("set")).toMatch(/Usage: set/);
});
