import { describe, expect, it } from "vitest";
import { command } from "../declaration/command.ts";
import type { ClientFlags } from "../../link/session-state.ts";
import type { WorldObject } from "../../model/object/world-object.ts";
import { testGame, type TestGame, type TestPlayer } from "../../testing/test-game.ts";
import { editor, type EditContext } from "./editor.ts";

type Edit = EditContext<{ readonly of: number }>;

function edited(edit: Edit): WorldObject {
  return edit.game.objects.get(edit.params.of) ?? edit.refuse("It is gone.");
}

/** A text that outlives the world. It may not be empty, and "crash" breaks it. */
const story = editor({
  id: "story",
  title: () => "the story",
  load: (edit: Edit) => {
    const text = edited(edit).attributes.get("story");
    return typeof text === "string" ? text : "";
  },
  save(edit: Edit, text) {
    if (text === "") edit.refuse("A story has words.");
    edited(edit).attributes.add("story", text);
    if (text === "crash") throw new Error("the story is too bad");
  },
  quit: (edit) => edit.msg("You close the book."),
  maxLength: 200,
});

/** A text that does not, and can be run. */
const spell = editor({
  title: () => "the spell",
  load: () => "",
  save: (edit) => edit.msg("The spell is learnt."),
  run: (edit, text) => edit.msg(`You cast ${text.length} letters.`),
});

const write = command({
  key: "write",
  needs: ["puppet"],
  run: (ctx) => ctx.edit(story, { of: ctx.puppet.id }),
});
const learn = command({ key: "learn", run: (ctx) => ctx.edit(spell, {}) });

interface Desk {
  readonly game: TestGame;
  readonly ann: TestPlayer;
  readonly types: (...lines: readonly string[]) => Promise<string>;
  readonly saved: () => unknown;
}

async function desk(text = "", flags: ClientFlags = {}): Promise<Desk> {
  const game = await testGame({ commands: [write, learn], editors: [story] });
  const { ann } = await game.scene({ rooms: ["hall"], players: { ann: { in: "hall", flags } } });
  if (text !== "") await game.turn(() => ann.character.attributes.add("story", text));
  const types = async (...lines: readonly string[]): Promise<string> => {
    let heard = "";
    for (const line of lines) heard = (await game.call(line, { as: ann })).textTo(ann);
    return heard;
  };
  return { game, ann, types, saved: () => ann.character.attributes.get("story") };
}

describe("the editor", () => {
  it("adds lines, shows them and saves them", async () => {
    const { types, saved } = await desk();
    expect(await types("write")).toMatch(/You are editing the story \(0 lines\).*:h lists/);
    expect(await types("  Once  upon ")).toBe("1    Once  upon ");
    expect(await types("a time", ":")).toBe("1    Once  upon \n2  a time");
    expect(await types(": 2")).toBe("2  a time");
    expect(await types(":w")).toBe("Saved: the story.");
    expect(saved()).toBe("  Once  upon \na time");
    expect(await types(":w")).toContain("nothing new");
    expect(await types(":q")).toBe("You leave the editor.\nYou close the book.");
    expect(await types("look")).toContain("hall");
  });

  it("replaces every place of a word [commands C67]", async () => {
    const { types } = await desk("a b a");
    await types("write");
    expect(await types(":s a x")).toBe("Replaced 2 times.");
    expect(await types("::")).toBe("x b x");
    await types(":q!", "write", ":DD", Array.from({ length: 20 }, () => "a").join(" "));
    expect(await types(":s a x")).toBe("Replaced 20 times.");
    expect(await types("::")).not.toContain("a");
  });

  it("answers an unknown command and leaves the text alone [commands C68]", async () => {
    const { types } = await desk("as it was");
    await types("write");
    expect(await types(":zz")).toContain('no command ":zz"');
    expect(await types("::")).toBe("as it was");
    expect(await types(":q")).toContain("You leave the editor.");
  });

  it("shows colours with line numbers, and codes without", async () => {
    const { ann, types, game } = await desk("|rred|n {x}");
    await types("write");
    expect((await game.call(":", { as: ann })).sentTo(ann)).toEqual(["1  |rred|n {x}|n"]);
    expect(await types("::")).toBe("|rred|n {x}");
    expect(await types(":h")).toContain(":wq");
  });

  it("asks before it throws something away", async () => {
    const { types, saved } = await desk("old");
    await types("write", "new");
    expect(await types(":q")).toContain("Save before you leave? [Y]/N");
    expect(await types("what?")).toContain("Please answer yes or no");
    await types("abort");
    expect(await types("::")).toBe("old\nnew");
    expect(await types(":q", "n")).toContain("Nothing more was saved");
    expect(saved()).toBe("old");
    expect(await types("write", "new", ":q", "")).toContain("Saved: the story.");
    expect(saved()).toBe("old\nnew");
  });

  it("keeps what may not be saved", async () => {
    const { types, saved } = await desk("old");
    expect(await types("write", ":DD", ":wq")).toBe("A story has words.\nIt was not saved.");
    expect(saved()).toBe("old");
    expect(await types(":u", "::")).toBe("old");
  });

  it("undoes what a hook did that threw, and keeps the text", async () => {
    const { game, ann, types, saved } = await desk();
    await types("write", "crash");
    const result = await game.call(":w", { as: ann, expectError: true });
    expect(result.textTo(ann)).toContain("Something went wrong");
    expect(saved()).toBeNull();
    expect(await types("::")).toBe("crash");
  });

  it("asks before it overwrites what somebody else has saved meanwhile", async () => {
    const { game, ann, types, saved } = await desk("old");
    await types("write", "mine");
    await game.turn(() => ann.character.attributes.add("story", "theirs"));
    expect(await types(":wq")).toContain("Somebody else has changed it");
    expect(await types("n")).toBe("It was not saved.");
    expect(saved()).toBe("theirs");
    expect(await types(":wq", "y")).toContain("Saved: the story.");
    expect(saved()).toBe("old\nmine");
  });

  it("bounds the text", async () => {
    const { types } = await desk();
    await types("write");
    expect(await types("x".repeat(201))).toContain("at most 200 letters");
    await types("x".repeat(150), ":y");
    expect(await types(":p")).toContain("at most 200 letters");
    expect(await types(": 1")).toMatch(/^1 {2}x{150}$/);
  });

  it("answers a bad pattern, and one that takes for ever", async () => {
    const { types } = await desk("a".repeat(60));
    await types("write");
    expect(await types(":s /(/ x")).toBe("That pattern cannot be used: unterminated group.");
    for (const line of [":q! now", ":w it", ":h2"])
      expect(await types(line)).toMatch(/^That does not belong there: /);
    expect(await types(":s /^(a+)+$b/ x")).toContain("it takes too long");
    expect(await types("::")).toBe("a".repeat(60));
  });

  it("is open again after a reload, with the draft", async () => {
    const { game, types, saved } = await desk("old");
    await types("write", "a draft");
    await game.reload();
    expect(await types("and more", "::")).toBe("old\na draft\nand more");
    await types(":wq");
    expect(saved()).toBe("old\na draft\nand more");
  });

  it("is open again after a crash, with every line that was acknowledged", async () => {
    const { game, types, ann, saved } = await desk("old");
    await types("write", "a draft", ":s old new");
    await game.crash();
    expect(ann.session.text).toContain("You are still editing the story.");
    expect(await types("::")).toBe("new\na draft");
    await types(":u");
    expect(await types("::")).toBe("old");
    await game.crash();
    await types("once more", ":wq");
    expect(saved()).toBe("old\nonce more");
    await game.reload();
    expect(await types("look")).toContain("hall");
  });

  it("gives a line that answered its question to nobody after a crash", async () => {
    const { game, ann, types } = await desk("old");
    await types("write", "a draft", ":q");
    await game.crash(() => ann.session.type("n"));
    expect(await types("::")).toBe("old\na draft");
  });

  it("keeps the draft when the line breaks, and tells of it at the next login", async () => {
    const { game, ann, types } = await desk("old");
    await types("write", "a draft");
    ann.session.disconnect();
    await game.rest();
    const back = await game.enter("ann");
    expect(back.session.text).toContain("You have not saved the story.");
    expect((await game.call("write", { as: back })).textTo(back)).toContain("Your draft from before");
    expect((await game.call("::", { as: back })).textTo(back)).toBe("old\na draft");
    expect((await game.call(":u", { as: back })).textTo(back)).toBe("Taken back.");
    expect((await game.call("::", { as: back })).textTo(back)).toBe("old");
  });

  it("closes when its player leaves the role, and keeps the draft", async () => {
    const { types } = await desk("old");
    await types("write", "a draft");
    expect(await types("@abort")).toContain("Your draft is kept");
    expect(await types("write", ":DD", ":q!", "write")).not.toContain("draft");
  });

  it("says so when it cannot be opened again", async () => {
    const { game, ann, types } = await desk("old");
    await types("write", "a draft");
    await game.reload({ editors: [] });
    expect(ann.session.text).toContain("The editor that was open cannot be opened again.");
    expect(await types("look")).toContain("hall");
  });

  it("is for one session only", async () => {
    const { game, ann, types } = await desk("old");
    const other = await game.enter("bob", {});
    await types("write");
    await game.call("look", { as: other });
    await game.turn(() => ann.character.executeCmd("say hello"));
    expect(await types("::")).toBe("old");
  });

  it("does not show lines that are added to those who hear the game, nor after :echo", async () => {
    const { types } = await desk("", { SCREENREADER: true });
    await types("write");
    expect(await types("a line")).toBe("");
    await types(":echo");
    expect(await types("another")).toBe("2  another");
  });

  it("without an id ends with the world, and says so", async () => {
    const { game, ann, types } = await desk();
    await types("learn", "fire");
    await game.reload();
    expect(ann.session.text).toContain("The editor is closed.");
    expect(await types("look")).toContain("hall");
  });

  it("for code runs it, and begins lines where they belong", async () => {
    const { types } = await desk();
    await types("learn", "a {", ":>", "b", ":<", "}");
    expect(await types("::")).toBe("a {\n    b\n}");
    expect(await types(":!")).toBe("You cast 11 letters.");
    await types(":q!", "write");
    expect(await types(":!")).toBe("That is for program code only.");
    expect(await types(":>")).toBe("That is for program code only.");
  });

  it("with an id must be known", async () => {
    const game = await testGame({ commands: [write] });
    const { ann } = await game.scene({ rooms: ["hall"], players: { ann: "hall" } });
    const { error } = await game.call("write", { as: ann, expectError: true });
    expect(error).toMatchObject({ code: "DIALOG_INVALID" });
  });

  it("drops the oldest draft when there are too many, and says which", async () => {
    const many = command({
      key: "many",
      rawArgs: true,
      run: (ctx) => ctx.edit(numbered, { number: Number(ctx.argString) }),
    });
    const numbered = editor({
      id: "numbered",
      title: ({ params }: EditContext<{ readonly number: number }>) => `text ${params.number}`,
      load: () => "",
      save() {},
    });
    const game = await testGame({ commands: [many], editors: [numbered] });
    const { ann } = await game.scene({ rooms: ["hall"], players: { ann: "hall" } });
    let heard = "";
    for (let number = 1; number <= 21; number++) {
      for (const line of [`many ${number}`, "words"])
        heard = (await game.call(line, { as: ann })).textTo(ann);
      await game.call("@abort", { as: ann });
    }
    expect(heard).toContain("the oldest is gone: text 1.");
  });
});
