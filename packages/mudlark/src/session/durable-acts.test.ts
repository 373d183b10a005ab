import { beforeEach, describe, expect, it } from "vitest";
import { testGame, type TestGame } from "../testing/test-game.ts";
import type { Account } from "./accounts/account.ts";

/** What must be on the disk before anybody hears of it, whatever `storage.durability` says (`world.md` §20, D2). */
describe("the disk is waited for", () => {
  let game: TestGame;
  let anna: Account;

  beforeEach(async () => {
    game = await testGame();
    const made = await game.scene({ rooms: ["limbo"], players: { anna: "limbo" } });
    const { account } = game.session(made.anna);
    if (account === null) throw new TypeError("anna is not logged in");
    anna = account;
  });

  /** Does a turn that does this wait? */
  async function waits(act: () => void): Promise<boolean> {
    let needsSync = false;
    await game.turn(() => {
      act();
      ({ needsSync } = game.world.turns.requireTurn());
    });
    return needsSync;
  }

  const ban = { kind: "name", what: "bert", reason: "", by: "anna", since: 0, until: null } as const;

  it.each<[string, () => void]>([
    [
      "a new account",
      () =>
        void game.world.accounts.create({
          name: "Dora",
          passwordHash: "x",
          address: null,
          superuser: false,
        }),
    ],
    ["a new password", () => anna.setPasswordHash("x")],
    ["a saved login", () => anna.setLoginTokens([{ key: "k", secureOnly: true, until: 9e15 }])],
    ["a new superuser", () => anna.makeSuperuser()],
    ["the end of a superuser", () => anna.endSuperuserRank()],
    [
      "a deleted account, by the account commands",
      () => game.world.accounts.delete(anna, { keepCharacters: true }),
    ],
    ["a deleted account, by a game's code", () => void anna.delete()],
    ["a ban", () => game.world.bans.add(ban)],
    ["a lifted ban", () => game.world.bans.lift(ban)],
  ])("by %s", async (_name, act) => {
    expect(await waits(act)).toBe(true);
  });

  it("not by what does not matter as much", async () => {
    expect(await waits(() => (anna.db.mood = "calm"))).toBe(false);
  });
});
