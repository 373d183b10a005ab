import { expect, it } from "vitest";
import { testGame } from "../../../testing/test-game.ts";

it("wipe removes what is named, and all of it after a yes", async () => {
  await using game = await testGame();
  const { ann } = await game.scene({
    rooms: ["hall"],
    players: { ann: { in: "hall", permissions: ["Builder"] }, bob: "hall" },
  });
  const types = async (line: string, answers: readonly string[] = []): Promise<string> =>
    (await game.call(line, { as: ann, answers })).textTo(ann);
  await types("create box");
  expect(await types("wipe box")).toMatch(/^box \(#\d+\) has no attributes\.$/);
  await types("set box/a/b/c = 1");
  expect(await types("wipe box/a/zzz")).toMatch(/^box \(#\d+\) has no zzz\.\nbox \(#\d+\) has lost a\.$/);
  expect(await types("wipe box/a")).toContain("has no such attribute");
  expect(await types("wipe box", ["n"])).toMatch(
    /Remove all 2 attributes of box \(#\d+\)\?[^]*Nothing was removed\.$/,
  );
  expect(await types("set box/b")).toContain("= 1");
  expect(await types("wipe box", ["y"])).toContain("has lost its attributes.");
  expect(await types("set box")).toBe("box has no attributes.");
  expect(await types("wipe bob")).toContain("You may not change bob");
  expect(await types("wipe")).toMatch(/Usage: wipe/);
});
