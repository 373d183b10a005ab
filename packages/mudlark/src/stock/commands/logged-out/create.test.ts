import { expect, it } from "vitest";
import { testGame } from "../../../testing/test-game.ts";

it("create makes an account after a question that does not show the password", async () => {
  await using game = await testGame();
  const session = await game.connect();
  const types = async (line: string, answers: readonly string[] = []): Promise<string> =>
    (await game.call(line, { as: session, answers })).textTo(session);
  expect(await types("create Anna three wet herons", ["n"])).not.toContain("herons");
  expect(game.world.accounts.find("Anna")).toBeNull();
  await types("create Anna", ["three wet herons", "three wet herons", "y"]);
  expect(game.world.accounts.find("Anna")).not.toBeNull();
  expect(await types("create Otto", ["three wet herons", "three dry herons"])).toMatch(/differ|same/);
  expect(await types("create Anna three wet herons")).toMatch(/taken|exists|already/i);
  expect(await types("create Bo short")).not.toMatch(/\?$/);
  expect(game.world.accounts.find("Bo")).toBeNull();
});
