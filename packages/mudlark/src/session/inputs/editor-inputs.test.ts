import { describe, expect, it } from "vitest";
import { command } from "../../command/declaration/command.ts";
import { editor, type EditContext } from "../../command/editor/editor.ts";
import { testGame } from "../../testing/test-game.ts";
import { send } from "./send-input.suite.ts";

type Edit = EditContext<{ readonly of: number }>;
const owner = (edit: Edit) => edit.game.objects.get(edit.params.of) ?? edit.refuse("It is gone.");

const sign = editor({
  id: "sign",
  title: () => "the |rsign|n",
  load(edit: Edit) {
    const text = owner(edit).attributes.get("sign");
    return typeof text === "string" ? text : "";
  },
  save: (edit: Edit, text) => owner(edit).attributes.add("sign", text),
  maxLength: 100,
});
const write = command({
  key: "write",
  needs: ["puppet"],
  run: (ctx) => ctx.edit(sign, { of: ctx.puppet.id }),
});

async function desk() {
  const game = await testGame({ commands: [write], editors: [sign] });
  const { ann } = await game.scene({ rooms: ["hall"], players: { ann: "hall" } });
  await game.turn(() => ann.character.attributes.add("sign", "Beware."));
  const saved = (): unknown => ann.character.attributes.get("sign");
  return { game, ann, saved };
}

const shown = (text: string): unknown => [
  "Mudlark.Editor.Text",
  [],
  { title: "the sign", isCode: false, text, maxLength: 100 },
];
const closed = ["Mudlark.Editor.Close", [], {}];

describe("a client with a window for texts", () => {
  it("is told that a text is open, shows it, and follows what is typed line by line", async () => {
    const { game, ann } = await desk();
    const told = (): unknown => ann.session.commands.filter(({ name }) => name.startsWith("Mudlark."));
    await game.call("write", { as: ann });
    await game.call("No dogs.", { as: ann });
    expect(told()).toEqual([]);
    expect(await send(game, ann.session, "mudlark_editor_read")).toEqual([shown("Beware.\nNo dogs.")]);
    await game.call(":dd 1", { as: ann });
    expect(ann.session.commands.at(-1)).toMatchObject({ kwargs: { text: "No dogs." } });
    await game.call(":q!", { as: ann });
    expect(ann.session.commands.at(-1)).toMatchObject({ name: "Mudlark.Editor.Close" });
    await game.reload();
    await game.call("write", { as: ann });
    expect(ann.session.commands.at(-1)).toMatchObject({ kwargs: { text: "Beware." } });
  });

  it("keeps drafts, which outlive the world and can be taken back, and saves", async () => {
    const { game, ann, saved } = await desk();
    await game.call("write", { as: ann });
    await send(game, ann.session, "mudlark_editor_read");
    expect(await send(game, ann.session, "mudlark_editor_write", ["O\u0007ne\r\nTwo"])).toEqual([]);
    expect(saved()).toBe("Beware.");
    expect((await game.call(":", { as: ann })).textTo(ann)).toBe("1  One\n2  Two");
    await game.crash();
    expect(await send(game, ann.session, "mudlark_editor_read")).toEqual([shown("One\nTwo")]);
    await send(game, ann.session, "mudlark_editor_write", [], { text: "One", next: "save" });
    expect(saved()).toBe("One");
    await game.call(":u", { as: ann });
    expect(ann.session.commands.at(-1)).toMatchObject({ kwargs: { text: "One\nTwo" } });
    expect(await send(game, ann.session, "mudlark_editor_write", [], { next: "close" })).toEqual([closed]);
    expect(saved()).toBe("One\nTwo");
    expect((await game.call("look", { as: ann })).textTo(ann)).toContain("hall");
  });

  it("can throw all away, and is told when the editor was left otherwise", async () => {
    const { game, ann, saved } = await desk();
    await send(game, ann.session, "mudlark_editor_read");
    await game.call("write", { as: ann });
    expect(await send(game, ann.session, "mudlark_editor_write", ["x", "discard"])).toEqual([closed]);
    expect(saved()).toBe("Beware.");
    await game.call("write", { as: ann });
    await game.call(":q", { as: ann });
    expect(ann.session.commands.at(-1)).toMatchObject({ name: "Mudlark.Editor.Close" });
  });

  it("overwrites nobody unasked, and waits while there is a question", async () => {
    const { game, ann, saved } = await desk();
    await game.call("write", { as: ann });
    await game.turn(() => ann.character.attributes.add("sign", "Theirs."));
    await send(game, ann.session, "mudlark_editor_write", ["Mine.", "save"]);
    expect(saved()).toBe("Theirs.");
    expect(await send(game, ann.session, "mudlark_editor_write", ["More.", "save"])).toMatchObject([
      ["error", [], { message: "There is a question to answer first." }],
    ]);
    await game.call("y", { as: ann });
    expect(saved()).toBe("Mine.");
  });

  it("is told what is too long, and that nothing is open", async () => {
    const { game, ann } = await desk();
    expect(await send(game, ann.session, "mudlark_editor_read")).toEqual([closed]);
    expect(await send(game, ann.session, "mudlark_editor_write", ["x"])).toMatchObject([
      ["error", [], { message: "You are not editing a text." }],
    ]);
    await game.call("write", { as: ann });
    expect(await send(game, ann.session, "mudlark_editor_write", ["x".repeat(101)])).toEqual([]);
    expect(ann.session.text).toContain("at most 100 letters");
    expect(await send(game, ann.session, "mudlark_editor_write", ["x".repeat(50_001)])).toMatchObject([
      ["error", [], { name: "mudlark_editor_write" }],
    ]);
  });
});
