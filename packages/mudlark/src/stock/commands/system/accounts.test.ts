import { expect, it } from "vitest";
import { playedScene } from "../played-scene.suite.ts";

it("accounts lists the newest, and deletes one after two questions", async () => {
  const { bob, types } = await playedScene("superuser");
  expect(await types("accounts")).toMatch(
    /Id +Name +Permissions[^]*bob[^]*ann[^]*2 accounts, 2 of them connected\.$/,
  );
  expect(await types("accounts 1")).not.toMatch(/ ann /);
  expect(await types("accounts/delete bob", ["n"])).toContain("bob stays.");
  expect(await types("accounts/delete bob: Spam", ["y", "n"])).toContain("The account bob was deleted.");
  expect(bob.session.closedFor).not.toBeNull();
  expect(await types("accounts/delete bob")).toBe('There is no account "bob".');
  expect(await types("accounts/delete ann")).toBe("You cannot delete the account that you use.");
  expect(await types("accounts/delete")).toContain("Usage: accounts/delete");
  expect(await types("accounts many")).toContain("Usage: accounts");
  expect(await types("accounts 0")).toContain("Usage: accounts");
});

it("accounts is for staff", async () => {
  const { bob, types } = await playedScene();
  expect(await types("accounts", [], bob)).toContain("is not available");
});
