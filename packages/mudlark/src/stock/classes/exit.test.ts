import { describe, expect, it } from "vitest";
import { testGame } from "../../testing/test-game.ts";
import { Exit } from "./exit.ts";

describe("an exit", () => {
  it("[world W50] answers to its new name at once, and to the old one no more", async () => {
    await using game = await testGame();
    const { hall, yard, ann } = await game.scene({ rooms: ["hall", "yard"], players: { ann: "hall" } });
    const exit = await game.create(Exit, {
      key: "North",
      aliases: ["n"],
      location: hall,
      destination: yard,
    });
    const typed = async (line: string): Promise<string> => {
      await game.turn(() => (ann.character.location = hall));
      await game.call(line, { as: ann });
      return ann.character.location?.key ?? "nowhere";
    };
    expect(await typed("north")).toBe("yard");
    await game.turn(() => (exit.key = "South"));
    expect(await typed("south")).toBe("yard");
    expect(await typed("n")).toBe("yard");
    expect(await typed("north")).toBe("hall");
    expect((await game.call("north", { as: ann })).textTo(ann)).toMatch(/"north" is not available/);
  });
});
