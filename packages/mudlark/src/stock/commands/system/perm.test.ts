import { describe, expect, it } from "vitest";
import { testGame, type TestGame, type TestPlayer } from "../../../testing/test-game.ts";

async function staff(): Promise<{
  game: TestGame;
  ann: TestPlayer;
  bob: TestPlayer;
  dee: TestPlayer;
  types: (line: string, as?: TestPlayer) => Promise<string>;
}> {
  const game = await testGame();
  const { ann, bob, dee } = await game.scene({
    rooms: ["hall"],
    players: {
      ann: { in: "hall", permissions: ["Builder"] },
      bob: "hall",
      dee: "hall",
    },
  });
  await game.turn(() => game.world.accountOf(dee.character)?.permissions.add("Developer"));
  const types = async (line: string, as = dee): Promise<string> => (await game.call(line, { as })).textTo(as);
  return { game, ann, bob, dee, types };
}

describe("perm", () => {
  it("[commands C46] gives what a developer has, and tells who gets it; builders do not know the command", async () => {
    const { game, bob, dee, ann, types } = await staff();
    const given = await game.call("perm Bob = Builder", { as: dee });
    expect(given.textTo(dee)).toContain("builder");
    expect(given.textTo(bob)).toBe("dee gives you the permission Builder.");
    expect(await types("perm Bob = Builder", ann)).toContain("is not available");
  });

  it("takes permissions away, and shows what is left", async () => {
    const { types } = await staff();
    await types("perm *bob = Helper");
    expect(await types("perm/del *bob = Helper")).toBe("bob (account) has: player.");
    expect(await types("perm/del *bob = Helper")).toBe("bob (account) does not have Helper.");
    expect(await types("perm/account bob")).toBe("bob (account) has: player.");
  });

  it("gives nothing above one's own rank, and nothing twice", async () => {
    const { game, dee, types } = await staff();
    await game.turn(() => game.world.accountOf(dee.character)?.permissions.add("perm"));
    await game.turn(() => game.world.accountOf(dee.character)?.permissions.remove("Developer"));
    expect(await types("perm *dee = Admin")).toMatch(/You may not change|You are no Admin yourself/);
    expect(await types("perm/del *dee")).toBe("Which permission?");
    expect(await types("perm *nobody")).toBe('There is no account "nobody".');
    expect(await types("perm")).toMatch(/^[^]*Usage: perm/);
  });

  it("makes nobody a superuser, not even by name", async () => {
    const { game, types } = await staff();
    expect(await types("perm *bob = Superuser")).toContain("mudlark account grant NAME superuser");
    expect(game.world.accounts.find("bob")?.permissions.has("superuser")).toBe(false);
  });

  it("[commands C47] is unknown to who has quelled in a character without permissions, and back after unquell", async () => {
    const { dee, types } = await staff();
    expect(await types("perm *bob")).toContain("bob (account) has");
    await types("quell");
    expect(await types("perm bob = Admin")).toContain("is not available");
    await types("unquell");
    expect(await types("perm *bob = Admin")).toContain("admin");
    expect(dee.character.permissions.all()).not.toContain("Developer");
  });
});
