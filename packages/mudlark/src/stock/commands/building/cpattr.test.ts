import { expect, it } from "vitest";
import { playedScene, type PlayedScene } from "../played-scene.suite.ts";

async function lanternAndBox(): Promise<PlayedScene> {
  const scene = await playedScene("Builder");
  await scene.types("create lantern, box");
  await scene.types("set lantern/fuel = [1, 2]");
  return scene;
}

it("cpattr copies attributes, which are each its own then", async () => {
  const { types } = await lanternAndBox();
  expect(await types("cpattr lantern/fuel = box, box/oil")).toMatch(
    /^box \(#\d+\) has the attribute fuel now\.\nbox \(#\d+\) has the attribute oil now\.$/,
  );
  await types("set box/fuel[+] = 3");
  expect(await types("set box")).toBe("box/fuel = [1, 2, 3]\nbox/oil = [1, 2]");
  expect(await types("set lantern/fuel")).toBe("lantern/fuel = [1, 2]");
});

it("mvattr and cpattr/move take the attributes away, and mvattr/copy does not", async () => {
  const { types } = await lanternAndBox();
  await types("mvattr lantern/fuel = lantern/oil");
  expect(await types("set lantern")).toBe("lantern/oil = [1, 2]");
  await types("cpattr/move lantern/oil = box");
  expect(await types("set lantern")).toBe("lantern has no attributes.");
  await types("mvattr/copy box/oil = lantern");
  expect(await types("set box/oil")).toBe("box/oil = [1, 2]");
  await types("mvattr box/oil = box");
  expect(await types("set box/oil")).toBe("box/oil = [1, 2]");
});

it("cpattr loses nothing when the other side does not take it", async () => {
  const { types } = await lanternAndBox();
  expect(await types("mvattr lantern/fuel = box/no[0]")).toContain("There is no such place in no of box");
  expect(await types("set lantern/fuel")).toBe("lantern/fuel = [1, 2]");
  expect(await types("mvattr lantern/fuel = bob")).toContain("You may not change bob");
  expect(await types("cpattr lantern/wick = box")).toContain("has no attribute wick.");
  expect(await types("cpattr lantern = box")).toMatch(
    /^ann .* has no attribute lantern\. Of something else, name it/,
  );
  await types("set me/title = Dame");
  expect(await types("cpattr title = box")).toContain("has the attribute title now");
  expect(await types("set box/title")).toBe('box/title = "Dame"');
  expect(await types("cpattr lantern/fuel")).toContain("Usage: cpattr");
});
