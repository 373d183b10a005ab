import { expect, it } from "vitest";
import { playedScene } from "../played-scene.suite.ts";

it("alias shows, adds, takes away and clears the other names of an object", async () => {
  const { types } = await playedScene("Builder");
  await types("create lantern");
  expect(await types("alias lantern")).toMatch(/^lantern \(#\d+\) has no other names\.$/);
  expect(await types("alias lantern = lamp, light")).toContain("is also called lamp and light.");
  expect(await types("alias lamp = torch")).toContain("lamp, light, and torch");
  expect(await types("alias/delete lantern = light, torch")).toContain("is also called lamp.");
  expect(await types("alias/delete lantern = light")).toContain("is not called light.");
  expect(await types("alias lantern =")).toContain("has no other names.");
  expect(await types("alias/category lantern = sun, calad:elvish")).toContain("calad");
  expect(await types("alias/category lantern = sun")).toContain("Usage: alias/category");
});

it("alias takes names of any category away, and with /category only those of one", async () => {
  const { types } = await playedScene("Builder");
  await types("create lantern");
  await types("alias/category lantern = sun, calad:elvish");
  expect(await types("alias/delete lantern = Sun")).toMatch(/is also called calad\.$/);
  await types("alias lantern = calad, lantern");
  expect(await types("alias/delete/category lantern = calad:dwarvish")).toContain("is not called calad.");
  expect(await types("alias/delete/category lantern = calad:elvish")).toMatch(/is also called calad\.$/);
  expect(await types("alias/delete lantern = calad")).toContain("has no other names.");
});

it("alias leaves what is not one's own alone", async () => {
  const { types, bob } = await playedScene("Builder");
  expect(await types("alias bob = fool")).toContain("You may not change the names of bob");
  expect(await types("alias moon = x")).toMatch(/moon/);
  expect(await types("alias/delete me")).toMatch(/Which of its names|You may not/);
  expect(await types("alias me = x", [], bob)).toContain("is not available");
});
