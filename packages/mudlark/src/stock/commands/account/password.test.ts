import { expect, it } from "vitest";
import { testGame } from "../../../testing/test-game.ts";

it("password changes after the old one only, and shows neither", async () => {
  await using game = await testGame();
  const session = await game.connect();
  const types = async (line: string, answers: readonly string[] = []): Promise<string> =>
    (await game.call(line, { as: session, answers })).textTo(session);
  await types("create Anna three wet herons", ["y"]);
  await types("connect Anna three wet herons");
  const hash = (): unknown => game.world.accounts.find("Anna")?.passwordHash;
  const before = hash();
  await types("password three dry herons = four tall cranes");
  expect(hash()).toBe(before);
  await types("password three wet herons = short");
  expect(hash()).toBe(before);
  await types("password", ["three wet herons", "four tall cranes", "five tall cranes"]);
  expect(hash()).toBe(before);
  const told = await types("password", ["three wet herons", "four tall cranes", "four tall cranes"]);
  expect(hash()).not.toBe(before);
  expect(told).not.toMatch(/herons|cranes/);
});
