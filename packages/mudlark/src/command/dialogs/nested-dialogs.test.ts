import { expect, it } from "vitest";
import { testGame, type TestGame, type TestPlayer } from "../../testing/test-game.ts";
import { command } from "../declaration/command.ts";
import { editor } from "../editor/editor.ts";
import { menu } from "../menu/menu.ts";

const texts = new Map<string, string>();

const diary = editor({
  id: "test.diary",
  title: () => "the diary",
  load: () => texts.get("diary") ?? "",
  save: (_edit, text) => void texts.set("diary", text),
});

const inner = menu({
  id: "test.inner",
  start: "room",
  data: { visits: 0 },
  nodes: {
    room: (m) => ({
      text: `Inner, ${m.data.visits} visits.`,
      options: [
        { key: "again", goto: (chosen) => void (chosen.data.visits += 1) },
        { key: "write", goto: (chosen) => chosen.session.edit(diary, {}) },
      ],
    }),
  },
});

const outer = menu({
  id: "test.outer",
  start: "door",
  onExit: null,
  nodes: {
    door: () => ({
      text: "Outer.",
      options: [{ key: "in", goto: (m) => m.session.menu(inner) }],
    }),
  },
});

async function inside(): Promise<{
  game: TestGame;
  ann: TestPlayer;
  types: (line: string) => Promise<string>;
}> {
  texts.clear();
  const open = command({ key: "open", run: (ctx) => ctx.menu(outer) });
  const game = await testGame({ commands: [open], menus: [inner, outer], editors: [diary] });
  const { ann } = await game.scene({ rooms: ["hall"], players: { ann: "hall" } });
  const types = async (line: string): Promise<string> => (await game.call(line, { as: ann })).textTo(ann);
  for (const line of ["open", "in", "again", "write", "Dear diary"]) await types(line);
  return { game, ann, types };
}

it.each(["reload", "crash"] as const)(
  "menus and editors within each other come back in their order after a %s",
  async (end) => {
    const { game, ann, types } = await inside();
    await (end === "reload" ? game.reload() : game.crash());
    await game.rest();
    expect(game.session(ann).frames.all.map(({ kind }) => kind)).toEqual(["menu", "menu", "editor"]);
    expect(await types("e\u0301criture, 日本")).toContain("2  e\u0301criture, 日本");
    expect(await types(":wq")).toMatch(/Saved: the diary\.[^]*Inner, 1 visits\./);
    expect(texts.get("diary")).toBe("Dear diary\ne\u0301criture, 日本");
    expect(await types("again")).toContain("Inner, 2 visits.");
    expect(await types("quit")).toContain("Outer.");
    await types("quit");
    expect(await types("look")).toContain("hall");
  },
);

it("each is left by the cancel word by itself, and what lies below shows itself again", async () => {
  const { types } = await inside();
  expect(await types("@abort")).toMatch(/draft is kept[^]*Inner, 1 visits\./);
  expect(await types("@ABORT")).toMatch(/The menu is closed\.[^]*Outer\./);
  expect(await types("")).toContain("Outer.");
});
