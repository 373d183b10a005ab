import { expect, it } from "vitest";
import { playedScene } from "../played-scene.suite.ts";

it("server tells what the world holds, and what that takes", async () => {
  const { game, types } = await playedScene("Developer");
  const { size } = game.world.objects;
  expect(await types("server")).toMatch(
    new RegExp(
      `^Process \\d+, Mudlark [^]*Memory: \\d+ MiB[^]*Objects: ${size}\\. Accounts: 2, 2 of them connected`,
    ),
  );
  expect(await types("server/mem")).toMatch(/^Memory: \d+ MiB, of which \d+ MiB are the world\.$/);
});

it("server makes small what is not in use, and everything is as it was", async () => {
  const { ann, types } = await playedScene("Developer");
  await types("setdesc As tall as a tree.");
  expect(await types("server/flushmem")).toContain("as soon as this line is done");
  expect(await types("look me")).toContain("As tall as a tree.");
  expect(ann.character.key).toBe("ann");
});

it("server is for developers", async () => {
  const { bob, types } = await playedScene("Developer");
  expect(await types("server", [], bob)).toContain("is not available");
});
