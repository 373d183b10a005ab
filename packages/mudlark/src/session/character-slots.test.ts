import { expect, test } from "vitest";
import type { WorldObject } from "../model/object/world-object.ts";
import { testGame } from "../testing/test-game.ts";
import { Account } from "./accounts/account.ts";

class Patron extends Account {
  static override readonly classId: string = "test/Patron";

  override getCharacterSlots(): number | null {
    return this.tags.has("patron") ? 2 : super.getCharacterSlots();
  }

  override atPostCreateCharacter(character: WorldObject, details: { readonly address: string | null }): void {
    super.atPostCreateCharacter(character, details);
    character.db.madeFrom = details.address;
  }
}

test("how many characters an account may have is its own to say, and it hears of each", async () => {
  const game = await testGame({ classes: [Patron], definition: { classes: { account: Patron } } });
  const { ann } = await game.scene({ rooms: ["hall"], players: { ann: "hall" } });
  const { accounts } = game.world;
  const account = accounts.find("ann");
  const slots = (): unknown => [
    account?.getCharacterSlots(),
    account?.getAvailableCharacterSlots(),
    account?.checkAvailableSlots(),
  ];
  expect(slots()).toEqual([1, 0, "You have the maximum of 1 character already."]);
  const refused = await game.call("charcreate Bess", { as: ann });
  expect(refused.textTo(ann)).toContain("maximum of 1 character");
  await game.turn(() => account?.tags.add("patron"));
  expect(slots()).toEqual([2, 1, null]);
  await game.call("charcreate Bess", { as: ann });
  expect(slots()).toEqual([2, 0, "You have the maximum of 2 characters already."]);
  expect(account?.characters.map(({ key, db }) => [key, db.madeFrom])).toEqual([
    ["ann", null],
    ["Bess", "10.0.0.1"],
  ]);
  await game.turn(() => {
    account?.tags.remove("patron");
    account?.permissions.add("Developer");
  });
  expect(slots()).toEqual([null, null, null]);
});

test("a renamed account is told to whoever listens, and no other may take its name", async () => {
  const game = await testGame();
  await game.scene({ rooms: ["hall"], players: { ann: "hall", ben: "hall" } });
  const { accounts, signals } = game.world;
  const heard: unknown[] = [];
  signals.on("accountRenamed", ({ account, before, after }) => heard.push([account.id, before, after]));
  const ben = accounts.find("ben");
  await expect(game.turn(() => ben !== null && (ben.key = "ANN"))).rejects.toMatchObject({
    code: "ACCOUNT_NAME",
  });
  await game.turn(() => ben !== null && (ben.key = "Benjamin"));
  expect(heard).toEqual([[ben?.id, "ben", "Benjamin"]]);
  expect([accounts.find("ben"), accounts.find("benjamin")]).toEqual([null, ben]);
});

test("a help entry takes no name of another", async () => {
  const game = await testGame();
  const { help } = game.world;
  await game.turn(() => help.create({ key: "Sailing", text: "Hoist." }));
  const rowing = await game.turn(() => help.create({ key: "Rowing", text: "Pull." }));
  await expect(game.turn(() => (rowing.key = "sailing"))).rejects.toMatchObject({ code: "HELP_NAME" });
  await game.turn(() => (rowing.key = "ROWING"));
  expect(help.find("rowing")).toBe(rowing);
});
