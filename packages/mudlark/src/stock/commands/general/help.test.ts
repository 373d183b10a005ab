import { describe, expect, it } from "vitest";
import { command } from "../../../api.ts";
import { testGame, type TestGame } from "../../../testing/test-game.ts";
import type { TestPlayer } from "../../../testing/test-player.ts";

const combat = `---
category: rules
aliases: fighting
---
# Combat
Who **hits** whom.

# subtopics
## Ranged
Arrows.
### Bows
Made of yew.
## Melee
Swords.
`;

async function scene(): Promise<{
  game: TestGame;
  ann: TestPlayer;
  bob: TestPlayer;
  types: (line: string, as?: TestPlayer, answers?: readonly string[]) => Promise<string>;
}> {
  const game = await testGame({
    help: { combat, secret: "---\nlocks: read:perm(Builder)\n---\nThe dragon sleeps." },
  });
  const { ann, bob } = await game.scene({
    rooms: ["hall"],
    players: { ann: { in: "hall", permissions: ["Helper"] }, bob: "hall" },
  });
  const types = async (line: string, as = bob, answers: readonly string[] = []): Promise<string> =>
    (await game.call(line, { as, answers })).textTo(as);
  return { game, ann, bob, types };
}

describe("help", () => {
  it("lists commands and topics by category, and reads them as plain lists to a screen reader", async () => {
    const { game, bob, types } = await scene();
    const index = await types("help");
    expect(index).toMatch(/Commands[^]*General[^]*look[^]*Other topics[^]*Rules[^]*combat/);
    expect(index).not.toContain("secret");
    expect(index).not.toContain("destroy");
    await game.call("option screenreader = on", { as: bob });
    expect(await types("help")).toContain("Rules\ncombat");
  });

  it("explains commands and categories", async () => {
    const { types } = await scene();
    expect(await types("help say")).toMatch(/^say \(also: .*\)\n[^]*Usage: say/);
    expect(await types("help rules")).toContain("combat");
    expect(await types("help @look")).toContain("Usage: look");
  });

  it("[commands C63] suggests what is near, and knows nothing of what the caller may not use", async () => {
    const { types } = await scene();
    expect(await types("help lok")).toMatch(/no help on "lok"\.\nDid you mean: .*look/);
    expect(await types("help find")).toContain('There is no help on "find".');
    expect(await types("help secret")).toContain('There is no help on "secret".');
    expect(await types("help dragon")).toBe('There is no help on "dragon".');
  });

  it("[commands C64] finds parts of a topic, and lists them where there is none of that name", async () => {
    const { types } = await scene();
    expect(await types("help combat")).toBe(
      "combat (also: fighting)\nCategory: rules\nWho hits whom.\nParts: help combat/Ranged, help combat/Melee",
    );
    expect(await types("help fighting/ranged/bow")).toBe("combat/Ranged/Bows\nMade of yew.");
    expect(await types("help combat/magic")).toBe(
      'There is no "magic" in the help on combat. Its parts: Ranged, Melee.',
    );
    expect(await types("help combat/melee/x")).toContain("It has no parts.");
  });

  it("shows the category of a command, what else is near, and pages where a text says so", async () => {
    const { game, ann, bob, types } = await scene();
    expect(await types("help page")).toMatch(/^page \(also: tell\)\nCategory: comms\n/);
    expect(await types("sethelp lamp = Light.", ann)).toContain("is written");
    await types("sethelp lamps = Lights.", ann);
    expect(await types("help lamp")).toBe("lamp\nLight.\nSee also: help lamps");
    await game.turn(() => game.world.help.create({ key: "book", text: "First page.\n\fSecond page." }));
    expect(await types("help book")).toMatch(/First page\.[^]*1[^]*2/);
    expect(await types("help book")).not.toContain("Second");
    expect(game.session(bob).frames.top).not.toBeNull();
  });

  it("explains a command part by part, and lists it without the sign in front of its name", async () => {
    const help = "Do it.\n# subtopics\n## Tricks\nDo it |wtwice|n.";
    const odd = command({ key: "@odd", help, run: () => undefined });
    const signed = command({ key: "@look", help: "Not that one.", run: () => undefined });
    const game = await testGame({ commands: [odd, signed] });
    const { ann } = await game.scene({ rooms: ["hall"], players: { ann: "hall" } });
    const types = async (line: string): Promise<string> => (await game.call(line, { as: ann })).textTo(ann);
    expect(await types("help")).toMatch(/[^@]odd[^]*/);
    expect(await types("help")).toContain("@look");
    expect(await types("help")).not.toContain("@odd");
    expect(await types("help odd")).toMatch(/^@odd\nDo it\.\nUsage: @odd\nParts: help @odd\/Tricks/);
    expect(await types("help @odd/tr")).toBe("@odd/Tricks\nDo it twice.");
    expect(await types("help odd/x")).toBe('There is no "x" in the help on @odd. Its parts: Tricks.');
  });

  it("does not name to others what may be read but is not to be listed", async () => {
    const { game, types } = await scene();
    await game.turn(() =>
      game.world.help.create({ key: "cellar", category: "deep", text: "Xyzzy.", locks: "view:false()" }),
    );
    expect(await types("help cellar")).toContain("Xyzzy.");
    for (const query of ["cella", "xyzzy", "deep"]) {
      expect(await types(`help ${query}`)).toContain(`There is no help on "${query}".`);
      expect(await types(`help ${query}`)).not.toContain("cellar");
    }
  });

  it("lists under the categories of the settings what names none", async () => {
    const game = await testGame({
      help: { moon: "Pale." },
      commands: [
        command({ key: "hum", help: (_viewer, set) => `You have it from ${set?.key ?? "?"}.`, run() {} }),
      ],
      config: { help: { defaultCategory: "Lore", commandCategory: "Deeds" } },
    });
    const { ann } = await game.scene({ rooms: ["hall"], players: { ann: "hall" } });
    const types = async (line: string): Promise<string> => (await game.call(line, { as: ann })).textTo(ann);
    expect(await types("help deeds")).toMatch(/^Deeds\n[^]*hum/);
    expect(await types("help lore")).toMatch(/^Lore\n[^]*moon/);
    expect(await types("help moon")).toBe("moon\nPale.");
    expect(await types("help hum")).toMatch(/^hum\nYou have it from character\./);
    await game.turn(() => game.world.help.create({ key: "sun", text: "Bright." }));
    expect(await types("help lore")).toContain("sun");
  });

  it("comes at once and without links where the game wants it so", async () => {
    const lines = Array.from({ length: 200 }, (_, at) => `- line ${at}`).join("\n");
    const game = await testGame({
      help: { long: lines },
      config: { help: { page: false, clickable: false } },
    });
    const { ann } = await game.scene({ rooms: ["hall"], players: { ann: "hall" } });
    expect((await game.call("help long", { as: ann })).textTo(ann)).toContain("line 199");
    expect(game.session(ann).frames.top).toBeNull();
    const index = (await game.call("help", { as: ann })).sentTo(ann).join("\n");
    expect(index).toContain("look");
    expect(index).not.toContain("|lc");
  });

  it("searches all texts", async () => {
    const { types } = await scene();
    expect(await types("help arrows")).toContain("It is spoken of in: combat.");
    expect(await types("help/search swords")).toBe('"swords" is spoken of in: combat.');
    expect(await types("help/search xyzzy")).toBe('Nothing speaks of "xyzzy".');
  });
});

describe("sethelp", () => {
  it("is for helpers", async () => {
    const { types } = await scene();
    expect(await types("sethelp x = y")).toContain("not available");
  });

  it("writes, adds to, moves, locks and removes topics", async () => {
    const { ann, types } = await scene();
    expect(await types("sethelp lamps;lights, things = They give **light**.", ann)).toBe(
      "The help on lamps is written.",
    );
    expect(await types("help lights")).toBe("lamps (also: lights)\nCategory: things\nThey give light.");
    await types("sethelp/extend lamps = And warmth.", ann);
    await types("sethelp/append lamps = They cost |r2|n.", ann);
    expect(await types("help lamps")).toContain("They give light. And warmth.\n\nThey cost |r2|n.");
    expect(await types("sethelp/replace lamps = Lamps!", ann)).toBe("The help on lamps is changed.");
    expect(await types("sethelp/category lamps = oil", ann)).toBe("lamps is now listed under oil.");
    expect(await types("sethelp/locks lamps = read:perm(Builder)", ann)).toContain("read:perm(Builder)");
    expect(await types("help lamps")).toContain("There is no help");
    expect(await types("sethelp/locks lamps =", ann)).toContain("read:all()");
    expect(await types("help lamps")).toContain("Lamps!");
    expect(await types("sethelp/delete lam", ann)).toContain('There is no help text "lam"');
    expect(await types("sethelp/delete lamps", ann, ["y"])).toContain("The help on lamps is gone.");
    expect(await types("help lamps")).toContain("There is no help");
  });

  it("asks before it hides or replaces something", async () => {
    const { ann, types, game } = await scene();
    expect(await types("sethelp combat = Mine.", ann, ["n"])).toContain("a file of the game");
    expect(await types("help combat")).toContain("Who hits whom.");
    await types("sethelp combat = Mine.", ann, ["y"]);
    expect(await types("help combat")).toContain("Mine.");
    expect(await types("sethelp combat = New.", ann, ["y"])).toContain("which would be replaced");
    expect(await types("sethelp look = x", ann, ["n"])).toContain("is a command");
    await game.reload();
    expect(await types("help combat")).toContain("New.");
  });

  it("writes nothing when something is wrong, or when somebody else was faster", async () => {
    const { ann, types, game } = await scene();
    expect(await types("sethelp moon,general,edit:( = Pale.", ann)).toMatch(/lock/);
    expect(game.world.help.find("moon")).toBeNull();
    ann.session.type("sethelp look = Mine.");
    await game.rest();
    await game.turn(() => game.world.help.create({ key: "look", text: "Theirs.", locks: "edit:false()" }));
    ann.session.type("y");
    await game.rest();
    expect(game.world.help.find("look")?.text).toBe("Theirs.");
    await types("sethelp fog = Grey.", ann);
    ann.session.type("sethelp/delete fog");
    await game.rest();
    await game.turn(() => game.world.help.find("fog")?.delete());
    ann.session.type("y");
    await game.rest();
    expect(ann.session.transcript.at(-1)?.plain).toContain('There is no help text "fog"');
  });

  it("says what is wrong, and keeps to the locks", async () => {
    const { ann, types, game } = await scene();
    expect(await types("sethelp", ann)).toContain("Usage: sethelp");
    expect(await types("sethelp x", ann)).toContain("What is to stand behind the =?");
    expect(await types("sethelp/category x", ann)).toContain("Usage: sethelp/category x = category");
    expect(await types("sethelp/append x = y", ann)).toContain('There is no help text "x"');
    await types("sethelp x = y", ann);
    expect(await types("sethelp/locks x = edit:nosuch()", ann)).toMatch(/lock/);
    await game.turn(() => game.world.help.find("x")?.locks.add("edit:perm(Admin)"));
    expect(await types("sethelp/replace x = z", ann)).toBe("You may not change the help on x.");
  });
});
