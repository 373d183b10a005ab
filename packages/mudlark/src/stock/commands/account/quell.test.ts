import { expect, it } from "vitest";
import { playedScene } from "../played-scene.suite.ts";

it("quell and unquell put powers aside and take them up again", async () => {
  const { types } = await playedScene("superuser");
  expect(await types("unquell")).toBe("You have all your powers already.");
  expect(await types("quell")).toContain("only what your character itself may do counts");
  expect(await types("quell")).toContain("already");
  expect(await types("ban")).toContain("is not available");
  expect(await types("unquell")).toBe("You have all your powers again.");
  expect(await types("ban")).not.toContain("is not available");
});
