import { describe, expect, it } from "vitest";
import { cmdset, command } from "../../api.ts";
import { testGame, type TestGame, type TestPlayer } from "../../testing/test-game.ts";
import { Thing } from "../classes/thing.ts";
import { stockCommands } from "./stock-commands.ts";

const saying = (key: string, text = key) => command({ key, help: text, run: (ctx) => ctx.msg(text) });
const lasting = cmdset({ key: "lasting", commands: [saying("pray", "You pray.")] });
const passing = cmdset({ key: "passing", commands: [saying("hum", "You hum.")] });

async function hallWithBob(): Promise<{
  game: TestGame;
  bob: TestPlayer;
  types: (line: string) => Promise<string>;
}> {
  const game = await testGame({ definition: { commands: { sets: [lasting] } } });
  const { bob } = await game.scene({ rooms: ["hall"], players: { bob: "hall" } });
  const types = async (line: string): Promise<string> => (await game.call(line, { as: bob })).textTo(bob);
  return { game, bob, types };
}

describe("command sets", () => {
  it("[commands C13] of two things stay ambiguous after help was asked for", async () => {
    const { game, bob, types } = await hallWithBob();
    const location = bob.character.location;
    for (const key of ["red", "green"]) {
      const button = await game.create(Thing, { key, location });
      await game.turn(() => button.cmdset.add(cmdset({ key: "button", commands: [saying("press")] })));
    }
    expect(await types("help")).toContain("press");
    expect(await types("press")).toMatch(/^Which "press"\?[^]*\(red\)[^]*\(green\)/);
  });

  it("[commands C15] of a thing cannot take quit away, but all that is not protected", async () => {
    const { game, bob, types } = await hallWithBob();
    const location = bob.character.location;
    await game.create(Thing, { key: "lamp", location });
    const trap = await game.create(Thing, { key: "trap", location });
    const set = cmdset({ key: "trap", mergeType: "replace", priority: 0, commands: [saying("zap")] });
    await game.turn(() => trap.cmdset.add(set));
    expect(await types("get lamp")).toContain('"get" is not available');
    expect(await types("zap")).toBe("zap");
    await types("quit");
    expect(bob.session.closedFor).not.toBeNull();
  });

  it("[commands C20] that are kept come through a reload, and others do not", async () => {
    const { game, bob, types } = await hallWithBob();
    await game.turn(() => bob.character.cmdset.add(lasting, { persistent: true }));
    await game.turn(() => bob.character.cmdset.add(passing));
    expect([await types("pray"), await types("hum")]).toEqual(["You pray.", "You hum."]);
    await game.reload();
    expect(await types("pray")).toBe("You pray.");
    expect(await types("hum")).toContain('"hum" is not available');
  });

  it("[commands C21] that the code has lost are told about once, and nothing else is lost", async () => {
    const { game, bob, types } = await hallWithBob();
    await game.turn(() => bob.character.cmdset.add(lasting, { persistent: true }));
    await game.reload({ definition: {} });
    const first = await types("look");
    expect(first).toContain('Some of your commands are missing: the set "lasting" could not be loaded.');
    expect(first).toContain("hall");
    expect(await types("look")).not.toContain("missing");
    expect(await types("pray")).toContain('"pray" is not available');
    await game.reload({ definition: { commands: { sets: [lasting] } } });
    expect(await types("pray")).toBe("You pray.");
  });
});

describe("the commands of staff", () => {
  it("work out of character, by id and by name, as far as locks let the account", async () => {
    await using game = await testGame();
    const { ann, bob, hall } = await game.scene({
      rooms: ["hall"],
      players: { ann: { in: "hall", permissions: ["Builder"] }, bob: "hall" },
    });
    const box = await game.create(Thing, { key: "box", location: hall, locks: "edit:perm(Builder)" });
    const vault = await game.create(Thing, {
      key: "vault",
      location: hall,
      locks: "edit:false();control:false()",
    });
    const types = async (line: string, as = ann): Promise<string> =>
      (await game.call(line, { as })).textTo(as);
    await types("ooc");
    expect(await types(`set ${box.ref}/weight = 3`)).toContain("is now 3");
    expect(box.db["weight"]).toBe(3);
    expect(await types("name box = crate")).toContain("crate");
    expect(await types("examine crate")).toContain("weight = 3");
    expect(await types("find crat")).toContain(box.ref);
    expect(await types(`set ${vault.ref}/weight = 3`)).toContain("may not");
    expect(await types("scripts")).not.toContain("not available");
    expect(await types("create lamp")).toBe("You have to be in character for that.");
    expect(await types("get crate")).toContain('"get" is not available');
    await types("ooc", bob);
    expect(await types("examine crate", bob)).toContain('"examine" is not available');
  });

  it("lie between the account's and the character's, which may take their place", async () => {
    await using game = await testGame({ commands: [saying("find", "Ask a wizard.")] });
    const { ann } = await game.scene({
      rooms: ["hall"],
      players: { ann: { in: "hall", permissions: ["Builder"] } },
    });
    expect((await game.call("find box", { as: ann })).textTo(ann)).toContain("does not belong there");
    expect((await game.call("find", { as: ann })).textTo(ann)).toBe("Ask a wizard.");
    await game.call("ooc", { as: ann });
    expect((await game.call("find hall", { as: ann })).textTo(ann)).toContain("hall");
  });
});

it("nothing around can take away what the specification protects", () => {
  const all = [...stockCommands.account, ...stockCommands.staff, ...stockCommands.character];
  for (const name of [
    "quit",
    "look",
    "help",
    "ic",
    "ooc",
    "who",
    "page",
    "channel",
    "js",
    "cmdsets",
    "reload",
    "teleport",
  ]) {
    const called = all.filter(({ names }) => names.some(({ folded }) => folded === name));
    expect(called.map(({ protected: isProtected }) => `${name} ${isProtected}`)).toContain(`${name} true`);
    expect(called.filter(({ protected: isProtected }) => !isProtected).map(({ key }) => key)).toEqual([]);
  }
});
