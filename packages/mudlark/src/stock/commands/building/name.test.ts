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

it("name refuses what is not one's own, and no name at all", async () => {
  const { types, bob } = await playedScene("Builder");
  expect(await types("name bob = fool")).toMatch(/You may not edit bob/i);
  expect(await types("name moon = sun")).toMatch(/moon/);
  expect(await types("name bob")).toContain("Usage: name");
  expect(await types("name me = x", [], bob)).toContain("is not available");
});
