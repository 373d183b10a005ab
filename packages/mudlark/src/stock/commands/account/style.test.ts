import { expect, it } from "vitest";
import { command } from "../../../api.ts";
import { testGame } from "../../../testing/test-game.ts";
import { playedScene } from "../played-scene.suite.ts";

it("style shows, changes and forgets how tables look, wherever they are shown", async () => {
  const { game, ann, types } = await playedScene();
  expect(await types("style")).toMatch(/Option +Now +What it is[^]*tableBorder +none/);
  expect(await types("style tableborder = Cells")).toBe("tableBorder is now cells.");
  expect(await types("style")).toMatch(/^\+-+\+-+\+-+\+\n\| Option/);
  expect(await types("channel")).toMatch(/^\+-[^]*\| Public/);
  expect(await types("style tablel = blue")).toBe("tableLineColour is now blue.");
  const { sentTo } = await game.call("style separatorFill", { as: ann });
  expect(sentTo(ann).join("\n")).toMatch(/^\|b\+-/);
  await game.crash();
  expect(await types("style tableBorder")).toMatch(/tableBorder *\| cells/);
  expect(await types("style/clear tableBorder")).toBe("tableBorder is as usual again.");
  expect(await types("style/clear")).toBe("Everything looks as usual again.");
  expect(await types("style")).toMatch(/^Option +Now/);
});

it("style says what there is not", async () => {
  const { types } = await playedScene();
  expect(await types("style tableBorder = round")).toMatch(
    /^"round" is invalid for tableBorder\. It can be none, header, /,
  );
  expect(await types("style headerFill = ab")).toContain("any one letter");
  expect(await types("style headerFill = |r")).toContain("is invalid");
  expect(await types("style tableBorde")).toMatch(/tableBorder +none/);
  expect(await types("style tabelBorder = none")).toContain("Did you mean tableBorder");
  expect(await types("style = x")).toContain("Which option?");
  expect(await types("style/clear headerFill = x")).toContain("nothing can stand after the =");
});

it("a command draws tables and lines in the style of its player; who hears them has none", async () => {
  const shows = command({
    key: "shows",
    run(ctx) {
      ctx.page(ctx.styledHeader("Top"));
      ctx.page(ctx.styledSeparator());
      ctx.page(ctx.styledFooter("日本"));
    },
  });
  const game = await testGame({ commands: [shows] });
  const { ann } = await game.scene({ rooms: ["hall"], players: { ann: { flags: { SCREENWIDTH: 20 } } } });
  const types = async (line: string): Promise<string> => (await game.call(line, { as: ann })).textTo(ann);
  await types("style headerFill = *");
  expect(await types("shows")).toBe("******* Top ********\n--------------------\n======= 日本 =======");
  await types("option SCREENREADER = true");
  expect((await types("shows")).split("\n").filter((line) => line !== "")).toEqual(["Top", "日本"]);
});
