import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { usageOf } from "../../command/declaration/usage.ts";
import { testGame } from "../../testing/test-game.ts";
import { stockCommands } from "./stock-commands.ts";

const everyCommand = Object.entries(stockCommands).flatMap(([who, commands]) =>
  commands.map((command) => [`${who}: ${command.key}`, command] as const),
);

describe("every stock command", () => {
  it.each(everyCommand)("%s has help, a category and a usage", (_name, command) => {
    expect(command.help).toBeTruthy();
    expect(command.category ?? "general").toMatch(/^(?:general|login|building|comms|system)$/);
    expect(usageOf(command)).toContain(command.key);
  });

  it.each(everyCommand.filter(([, { grammar, hidden }]) => grammar.length > 0 && !hidden))(
    "%s, which takes arguments, shows examples of them",
    (_name, command) => expect(command.examples).not.toEqual([]),
  );

  it("has a test beside it", async () => {
    const here = import.meta.dirname;
    const source = await readFile(path.join(here, "stock-commands.ts"), "utf8");
    const files = [...source.matchAll(/from "\.\/(.+)\.ts"/g)].map(([, file = ""]) => file);
    expect(files.length).toBeGreaterThan(60);
    expect(files.filter((file) => !existsSync(path.join(here, `${file}.test.ts`)))).toEqual([]);
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
