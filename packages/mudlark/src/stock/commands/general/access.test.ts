import { expect, it } from "vitest";
import { testGame } from "../../../testing/test-game.ts";

it("access shows ranks and permissions, and which of them count", async () => {
  await using game = await testGame();
  const { ann } = await game.scene({
    rooms: ["hall"],
    players: { ann: { in: "hall", permissions: ["Builder"] } },
  });
  const types = async (line: string): Promise<string> => (await game.call(line, { as: ann })).textTo(ann);
  expect(await types("access")).toBe(
    "The ranks of this game, lowest first: Guest, Player, Helper, Builder, Admin, and Developer.\n" +
      "Your account has: builder and player.\nann has: builder and player.\nThe rank of the account counts.",
  );
  await types("quell");
  expect(await types("groups")).toContain("You have quelled");
  await types("unquell");
  await types("ooc");
  expect(await types("access")).not.toContain("ann has");
});
