import { expect, it } from "vitest";
import { testGame } from "../../../testing/test-game.ts";

it("connect gives the same answer to a wrong name and a wrong password, and lets in with the right one", async () => {
  await using game = await testGame();
  const session = await game.connect();
  const types = async (line: string, answers: readonly string[] = []): Promise<string> =>
    (await game.call(line, { as: session, answers })).textTo(session);
  await types("create Anna three wet herons", ["y"]);
  const wrongName = await types("connect Otto three wet herons");
  expect(await types("connect Anna three dry herons")).toBe(wrongName);
  expect(await types("connect")).toMatch(/connect/);
  await types("connect Anna", ["three wet herons"]);
  expect(game.session(session).account?.key).toBe("Anna");
  expect(session.text).not.toContain("herons");
});
