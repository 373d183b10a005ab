import { expect, it } from "vitest";
import { playedScene } from "../played-scene.suite.ts";

it("userpassword sets a password and ends the account's sessions; nobody sees it", async () => {
  const { ann, bob, types } = await playedScene("superuser");
  const told = await types("userpassword bob", ["three wet herons"]);
  expect(told).toMatch(/The password of bob was changed, and its sessions were ended\.$/m);
  expect(ann.session.text).not.toContain("herons");
  expect(bob.session.closedFor).not.toBeNull();
});

it("userpassword refuses what is weak, unknown, or not for one's rank", async () => {
  const { bob, types } = await playedScene("superuser");
  expect(await types("userpassword bob = short")).not.toContain("was changed");
  expect(await types("userpassword nobody = three wet herons")).toBe('There is no account "nobody".');
  expect(await types("userpassword")).toContain("Usage: userpassword");
  expect(await types("userpassword ann", [], bob)).toContain("is not available");
});

it("staff leave the accounts of those above them alone", async () => {
  const { game, ann, bob, types } = await playedScene("Admin");
  const boss = game.session(bob).account!;
  const refused = "The account bob stands above yours: you may not do that to it.";
  await game.turn(() => boss.permissions.add("Developer"));
  expect(await types("userpassword bob = three wet herons")).toBe(refused);
  expect(await types("name *bob = Robert")).toBe(refused);
  expect(await types("lock *bob = edit:all()")).toContain("You may not change that lock");
  expect(await types("set *bob/title = Fool")).toContain("You may not change bob");
  expect(bob.session.closedFor).toBeNull();
  await game.turn(() => game.session(ann).account?.permissions.add("Developer"));
  expect(await types("name *bob = Robert")).toContain("is called Robert now");
  await game.turn(() => boss.makeSuperuser());
  expect(await types("userpassword Robert = three wet herons")).toContain("stands above yours");
  expect(await types("accounts/delete Robert")).toContain("stands above yours");
  expect(game.world.accounts.find("Robert")).toBe(boss);
});
