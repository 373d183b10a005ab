import { expect, it } from "vitest";
import { testGame } from "../../testing/test-game.ts";

it("explains the pager and the editor in every game, before anything is written for it", async () => {
  const game = await testGame();
  const { ann } = await game.scene({ rooms: ["hall"], players: { ann: "hall" } });
  const help = async (topic: string): Promise<string> =>
    (await game.call(`help ${topic}`, { as: ann })).textTo(ann);
  expect(await help("pager")).toMatch(/page by page[^]*q, a, quit or abort leaves/);
  expect(await help("editor")).toMatch(/line by line[^]*:wq +save and leave/);
});

it("gives way to a file of the game", async () => {
  const game = await testGame({ help: { editor: "Ask the scribe." } });
  const { ann } = await game.scene({ rooms: ["hall"], players: { ann: "hall" } });
  const { textTo } = await game.call("help editor", { as: ann });
  expect(textTo(ann)).toContain("Ask the scribe.");
  expect(textTo(ann)).not.toContain(":wq");
});
