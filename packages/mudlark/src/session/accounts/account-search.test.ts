import { expect, expectTypeOf, test } from "vitest";
import type { WorldObject } from "../../model/object/world-object.ts";
import { testGame } from "../../testing/test-game.ts";
import { Account } from "./account.ts";

test("an account finds accounts: by name, then by alias, then by a part; and itself", async () => {
  const heard: (string | null)[] = [];
  class Listener extends Account {
    static override readonly classId: string = "test/Listener";

    override atMsgReceive(text: string | null): void {
      heard.push(text);
    }
  }
  const game = await testGame({ classes: [Listener], definition: { classes: { account: Listener } } });
  const players = { ann: "hall", anneke: "hall", ben: "hall" } as const;
  await game.scene({ rooms: ["hall"], players });
  heard.length = 0;
  const { accounts } = game.world;
  const [ann, anneke, own] = ["ann", "anneke", "ben"].map((name) => accounts.find(name) as Account);
  if (ann === undefined || anneke === undefined || own === undefined)
    throw new Error("an account is missing");
  await game.turn(() => {
    anneke.aliases.add(["ann", "Boss"]);
    own.nicks.add("chief", "boss", { category: "account" });
  });
  const keys = (text: string, options = {}): string[] =>
    own.search(text, { ...options, quiet: true }).map(({ key }) => key);
  expect([keys("ANN"), keys("*ann"), keys("boss"), keys("chief")]).toEqual([
    ["ann"],
    ["ann"],
    ["anneke"],
    ["anneke"],
  ]);
  expect([keys("chief", { useNicks: false }), keys("nek"), keys("nek", { exact: true })]).toEqual([
    [],
    ["anneke"],
    [],
  ]);
  expect(["me", "Self", "*me", "*self"].map((text) => own.search(text))).toEqual(Array(4).fill(own));
  expect([keys(""), keys("  ")]).toEqual([[], []]);
  await game.turn(() => {
    expect(own.search("an")).toBeNull();
    expect(own.search("|rnobody")).toBeNull();
    ann.locks.add("search:false()");
  });
  expect(heard).toEqual([
    'There is more than one "an". Which do you mean?\n ann\n anneke [ann;boss]',
    'Could not find "||rnobody".',
  ]);
  expect(keys("an")).toEqual(["anneke"]);
});

test("an account finds what others play, and objects", async () => {
  const game = await testGame();
  const { ann, ben, hall } = await game.scene({ rooms: ["hall"], players: { ann: "hall", ben: "hall" } });
  const own = game.world.accounts.find("ben") as Account;
  expect(own.search("ann", { returnPuppet: true })).toBe(ann.character);
  expect(own.search("me", { searchObject: true })).toBe(ben.character);
  expect(own.search("hall", { searchObject: true })).toBe(hall);
  expect(own.search("hal", { searchObject: true, quiet: true })).toEqual([]);
  expect(own.search(hall.ref, { searchObject: true, quiet: true })).toEqual([]);
  await game.turn(() => own.permissions.add("Builder"));
  expect(own.search(hall.ref, { searchObject: true, quiet: true })).toEqual([hall]);
  expectTypeOf(own.search("hall", { searchObject: true })).toEqualTypeOf<WorldObject | null>();
  expectTypeOf(own.search("ann")).toEqualTypeOf<Account | null>();
  expectTypeOf(own.search("ann", { quiet: true })).toEqualTypeOf<readonly Account[]>();
});
