import { expect, it } from "vitest";
import { playedScene } from "../played-scene.suite.ts";

it("name gives another name, and more of them", async () => {
  const { types } = await playedScene("Builder");
  await types("create lantern");
  expect(await types("name lantern = old lantern;lamp")).toMatch(
    /^lantern \(#\d+\) is called old lantern now, and also lamp\.$/,
  );
  expect(await types("look lamp")).toContain("old lantern");
  expect(await types("rename lamp = torch")).toContain("is called torch now.");
});

it("name adds more names when the name itself is left out", async () => {
  const { types } = await playedScene("Builder");
  await types("create lantern");
  expect(await types("name lantern = ;lamp; light")).toMatch(
    /is called lantern now, and also lamp and light\.$/,
  );
});

it("name refuses what is not one's own, and no name at all", async () => {
  const { types, bob } = await playedScene("Builder");
  expect(await types("name bob = fool")).toMatch(/You may not edit bob/i);
  expect(await types("name moon = sun")).toMatch(/moon/);
  expect(await types("name bob")).toContain("Usage: name");
  expect(await types("name me = x", [], bob)).toContain("is not available");
});

it("name *account renames an account, by whose new name its player logs in, over a reload too", async () => {
  const { game, bob, types } = await playedScene("superuser");
  expect(await types("name *bob = Robert")).toContain("The account bob is called Robert now.");
  expect(bob.session.text).toContain("Your account is called Robert now: log in by that name.");
  expect(game.world.accounts.find("bob")).toBeNull();
  expect(game.world.accounts.find("robert")?.key).toBe("Robert");
  await types("name *Robert = ROBERT");
  await game.reload();
  expect(game.world.accounts.find("robert")?.key).toBe("ROBERT");
  expect(game.world.accounts.find("bob")).toBeNull();
});

it("name *account refuses names that are taken, bad, or several", async () => {
  const { game, types } = await playedScene("superuser");
  await types("name *bob = ann");
  await types("name *bob = b!");
  expect(game.world.accounts.find("bob")?.key).toBe("bob");
  expect(await types("name *bob = Robert;Rob")).toBe("An account has one name only.");
});

it("an account that is renamed in a turn that fails has its old name", async () => {
  const { game, bob } = await playedScene();
  const account = game.session(bob).account!;
  const failing = game.turn(() => {
    account.key = "Robert";
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  expect(game.world.accounts.find("bob")).toBe(account);
  expect(game.world.accounts.find("Robert")).toBeNull();
});
