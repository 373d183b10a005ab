import { describe, expect, it } from "vitest";
import { testGame } from "../../testing/test-game.ts";
import { stockCommands } from "./stock-commands.ts";

describe("every stock command", () => {
  it.each(
    Object.entries(stockCommands).flatMap(([who, commands]) =>
      commands.map((command) => [`${who}: ${command.key}`, command] as const),
    ),
  )("%s has help and a category", (_name, command) => {
    expect(command.help).toBeTruthy();
    expect(command.category).toBeTruthy();
  });
});

describe("in a room with others", () => {
  it("speaks to everybody there", async () => {
    const game = await testGame();
    const { ann, bob } = await game.scene({ rooms: ["hall"], players: { ann: "hall", bob: "hall" } });
    const { outcome, sentTo } = await game.call("say hello", { as: ann });
    expect(outcome.status).toBe("ok");
    expect(sentTo(ann).join("\n")).toMatch(/You say.*hello/);
    expect(sentTo(bob).join("\n")).toMatch(/ann says.*hello/i);
  });

  it("keeps everybody where they are over a reload", async () => {
    const game = await testGame();
    const { ann } = await game.scene({ rooms: ["hall"], players: { ann: "hall" } });
    await game.reload();
    const { sentTo } = await game.call("look", { as: ann.session });
    expect(sentTo(ann).join("\n")).toContain("hall");
  });

  it("refuses to play what one already plays, and to leave what one does not play", async () => {
    const game = await testGame();
    const { ann } = await game.scene({ rooms: ["hall"], players: { ann: "hall" } });
    expect((await game.call("ic ann", { as: ann })).sentTo(ann).join()).toContain("already");
    await game.call("ooc", { as: ann });
    expect((await game.call("ooc", { as: ann })).sentTo(ann).join()).toContain("already out of character");
  });
});

describe("lines", () => {
  it("[commands C2] that are only idle say nothing, and do not end idleness", async () => {
    await using game = await testGame();
    const { bob } = await game.scene({ rooms: ["hall"], players: { bob: "hall" } });
    const { cmdLastVisible } = game.session(bob).counters;
    await game.clock.advance("1m");
    expect((await game.call("idle", { as: bob })).sentTo(bob)).toEqual([]);
    expect(game.session(bob).counters).toMatchObject({ cmdLastVisible, cmdLast: game.clock.now() });
  });

  it("[commands C3] may be in capital letters", async () => {
    await using game = await testGame();
    const { bob } = await game.scene({ rooms: ["hall"], players: { bob: "hall" } });
    const loud = await game.call("LOOK", { as: bob });
    expect(loud.textTo(bob)).toBe((await game.call("look", { as: bob })).textTo(bob));
    expect(loud.textTo(bob)).toContain("hall");
  });
});
