import { describe, expect, it } from "vitest";
import { command } from "../declaration/command.ts";
import { Exit } from "../../stock/classes/exit.ts";
import { testGame, type TestGame, type TestPlayer } from "../../testing/test-game.ts";
import type { ClientFlags } from "../../link/session-state.ts";
import type { PageOptions } from "./page-options.ts";

const lines = Array.from({ length: 200 }, (_, at) => `line ${at + 1}.`);

interface Reading {
  readonly game: TestGame;
  readonly ann: TestPlayer;
  readonly types: (line: string) => Promise<string>;
}

/** Ann in a hall with an exit `north;n`, and commands that show much. */
async function reading(options: PageOptions = {}, flags: ClientFlags = {}): Promise<Reading> {
  let written = 0;
  const row = (at: number): string => `row ${at + 1}, ${++written} written`;
  const list = command({ key: "list", run: (ctx) => ctx.page({ count: 100_000, row }, options) });
  const story = command({ key: "story", run: (ctx) => ctx.page(lines.join("\n"), options) });
  const short = command({ key: "short", run: (ctx) => ctx.page("all of it", options) });
  const game = await testGame({
    commands: [list, story, short],
    help: { big: lines.map((line) => `- ${line}`).join("\n") },
  });
  const { hall, yard, ann } = await game.scene({
    rooms: ["hall", "yard"],
    players: { ann: { in: "hall", flags } },
  });
  await game.create(Exit, { key: "north", aliases: ["n"], location: hall, destination: yard });
  return { game, ann, types: async (line) => (await game.call(line, { as: ann })).textTo(ann) };
}

describe("the pager", () => {
  it("shows a long help text page by page, and lets the lines after it be commands again [commands C65]", async () => {
    const { ann, types } = await reading();
    const first = await types("help big");
    expect(first).toContain("line 40.");
    expect(first).not.toContain("line 41.");
    expect(first).toMatch(/Page 1 of 5/);
    const second = await types("");
    expect(second).toContain("line 41.");
    expect(second).toContain("Page 2 of 5");
    expect(await types("q")).toBe("");
    expect(ann.character.location?.key).toBe("hall");
    await types("n");
    expect(ann.character.location?.key).toBe("yard");
  });

  it("swallows a key that comes just after it has left by itself [commands C66]", async () => {
    const { game, ann, types } = await reading({ exitOnLastPage: true });
    await types("story");
    expect(await types("e")).toContain("line 200.");
    expect(await types("n")).toBe("");
    expect(ann.character.location?.key).toBe("hall");
    await types("n");
    expect(ann.character.location?.key).toBe("yard");
    await types("story");
    await types("e");
    await game.clock.advance("3s");
    expect(await types("n")).toContain("not available");
  });

  it("runs a command that is typed instead of a key after the last page at once", async () => {
    const { ann, types } = await reading({ exitOnLastPage: true });
    await types("story");
    await types("e");
    await types("north");
    expect(ann.character.location?.key).toBe("yard");
  });

  it("goes back and forth, to the top and the end, to a page, and to words", async () => {
    const { types } = await reading();
    await types("story");
    expect(await types("next")).toContain("line 42.");
    expect(await types("b")).toContain("line 1.");
    expect(await types("p")).toContain("This is the first page.");
    expect(await types("end")).toContain("line 200.");
    expect(await types(" ")).toContain("This is the last page. Type q to leave.");
    expect(await types("2")).toContain("Page 2 of 5");
    expect(await types("9")).toContain("There is no page 9. The last one is page 5.");
    expect(await types("/LINE 150.")).toContain("Page 4 of 5");
    expect(await types("/moon")).toContain("not on any of the pages");
    expect(await types("t")).toContain("Page 1 of 5");
  });

  it("runs any other line as a command, and is gone then", async () => {
    const { types } = await reading();
    await types("story");
    expect(await types("look")).toContain("hall");
    expect(await types("p")).toContain("not available");
  });

  it("writes only the rows that are looked at", async () => {
    const { types } = await reading({ header: "Rows:" });
    expect(await types("list")).toMatch(/^Rows:[^]*row 40, \d+ written/);
    const end = await types("e");
    expect(end).toMatch(/^Rows:[^]*row 100000, \d+ written/);
    expect(Number(/row 100000, (\d+)/.exec(end)?.[1])).toBeLessThan(1000);
  });

  it("looks for words in a piece of a long list at a time, and goes on from there", async () => {
    const { types } = await reading();
    await types("list");
    expect(await types("/")).toContain("Search for what?");
    expect(await types("/row 99999,")).toContain("not on pages 2 to 201. Type / alone");
    expect(await types("/")).toContain("not on pages 202 to 401");
  });

  it("says at once what fits on a page", async () => {
    const { types } = await reading();
    expect(await types("short")).toBe("all of it");
    expect(await types("north")).toContain("yard");
  });

  it("begins where it is told to, sets lines, and runs a line when it is left", async () => {
    const { types } = await reading({ alwaysPage: true, startPage: 3, justify: "right", exitCmd: "look" });
    expect(await types("story")).toMatch(/^ +line 83\.[^]*Page 3 of 5/);
    expect(await types("q")).toContain("hall");
    expect(await types("short")).toMatch(/^ +all of it[^]*the last one/);
  });

  it("is not in the way of those who hear the game", async () => {
    const { types } = await reading({}, { SCREENREADER: true });
    expect(await types("story")).toBe(lines.join("\n"));
    expect(await types("list")).toMatch(/row 1000, 1000 written\nThere are 99000 more\./);
    expect(await types("n")).toContain("yard");
  });

  it("has as many lines as the client", async () => {
    const { types } = await reading({}, { SCREENHEIGHT: 14 });
    expect(await types("story")).toMatch(/line 10\.\n\[Page 1 of 20/);
    expect((await reading({}, { SCREENHEIGHT: 1 })).ann.session.flags["SCREENHEIGHT"]).toBe(1);
  });

  it("ends with the cancel word, and with a reload", async () => {
    const { game, ann, types } = await reading();
    await types("story");
    expect(await types("@abort")).toBe("");
    await types("story");
    await game.reload();
    expect(game.session(ann).frames.top).toBeNull();
  });

  it("undoes what the maker of a row did that throws, and stays where it was", async () => {
    const faulty = command({
      key: "faulty",
      run: (ctx) =>
        ctx.page({
          count: 100,
          row: (at) => {
            if (at > 60) throw new Error("no such row");
            return `row ${at + 1}`;
          },
        }),
    });
    const game = await testGame({ commands: [faulty] });
    const { ann } = await game.scene({ rooms: ["hall"], players: { ann: "hall" } });
    await game.call("faulty", { as: ann });
    const result = await game.call("", { as: ann, expectError: true });
    expect(result.textTo(ann)).toContain("Something went wrong with that");
    expect((await game.call("t", { as: ann })).textTo(ann)).toContain("row 1");
  });

  it("pages what code shows to a session, before login too", async () => {
    const game = await testGame();
    const stranger = await game.connect();
    await game.turn(() => game.session(stranger).page(lines));
    expect((await game.call("q", { as: stranger })).textTo(stranger)).toBe("");
    expect(stranger.closedFor).toBeNull();
  });
});
