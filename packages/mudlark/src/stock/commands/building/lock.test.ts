import { expect, it } from "vitest";
import { playedScene } from "../played-scene.suite.ts";

it("lock shows, sets and removes locks", async () => {
  const { types } = await playedScene("Builder");
  await types("create box");
  expect(await types("lock box = get:false();view:all()")).toContain("get:false()");
  expect(await types("lock/view box/get")).toBe(await types("lock box/get"));
  expect(await types("lock/view box = get:all()")).toBe("With /view nothing can stand after the =.");
  expect(await types("lock box/get")).toMatch(/^The locks of box \(#\d+\):\n {2}get:false\(\)$/);
  expect(await types("lock/del box/get")).toContain('has lost its lock "get".');
  expect(await types("lock/del box/get")).toContain('has no lock "get".');
  expect(await types("lock box/get")).toContain('has no lock "get".');
});

it("[commands C45] lock leaves locks as they were when it cannot read the new one", async () => {
  const { types } = await playedScene("Builder");
  await types("create box");
  const before = await types("lock box");
  expect(await types("lock box = get:perm(")).toContain("I cannot read that lock");
  expect(await types("lock box")).toBe(before);
});

it("lock takes accounts, and refuses what is not one's own", async () => {
  const { types, bob } = await playedScene("Builder");
  expect(await types("lock *bob = msg:false()")).toBe("You may not change that lock of bob (account).");
  expect(await types("lock bob = get:all()")).toContain("You may not change that lock of bob");
  expect(await types("lock me/a/b")).toBe("One lock at a time, please.");
  expect(await types("lock/del me")).toContain("Which lock?");
  expect(await types("lock/del me = get:all()")).toContain("nothing can stand after the =");
  expect(await types("lock")).toContain("Usage: lock");
  expect(await types("lock me", [], bob)).toContain("is not available");
});
