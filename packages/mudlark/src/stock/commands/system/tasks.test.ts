import { expect, it } from "vitest";
import { playedScene } from "../played-scene.suite.ts";

it("tasks lists what is to be done later, and does or forgets it", async () => {
  const { game, types, bob } = await playedScene("Developer");
  expect(await types("tasks")).toBe("Nothing is to be done later.");
  let done = 0;
  const task = await game.turn(() => game.world.delay(60, () => void done++));
  expect(await types("tasks")).toMatch(/Id +Does +In[^]*One task\.$/);
  expect(await types(`tasks/pause ${task.id}`, ["y"])).toContain(": held.");
  expect(await types(`tasks/unpause ${task.id}`, ["y"])).toMatch(/: 1m|: 60s/);
  expect(await types(`tasks/call ${task.id}`, ["n"])).toContain("Nothing was changed.");
  expect(await types(`tasks/call ${task.id}`, ["y"])).toMatch(/: 1m|: 60s/);
  await types(`tasks/do ${task.id}`, ["y"]);
  await game.rest();
  expect(done).toBe(2);
  expect(await types(`tasks/cancel ${task.id}`)).toContain(`There is no task ${task.id}.`);
  expect(await types("tasks/cancel")).toContain("Which one?");
  expect(await types("tasks/do/cancel 1")).toBe("One switch at a time, please.");
  expect(await types("tasks", [], bob)).toContain("is not available");
});

it("tasks shows very many line by line, page by page", async () => {
  const { game, types } = await playedScene("Developer");
  const gutter = (): void => {};
  await game.turn(() => Array.from({ length: 5000 }, () => game.world.delay(60, gutter)));
  expect(await types("tasks")).toMatch(/^5000 tasks:\n-1 \(gutter\): (?:1m|60s)\n[^]*Page 1 of \d+/);
  expect(await types("e")).toContain("-5000 (gutter)");
});

it("tasks takes all of a name at once, and asks nothing then", async () => {
  const { game, types } = await playedScene("Developer");
  const gutter = (): void => {};
  await game.turn(() => [game.world.delay(60, gutter), game.world.delay(90, gutter)]);
  expect(await types("tasks gutter")).toContain("2 tasks.");
  expect(await types("tasks/remove gutter")).toMatch(
    /^Task -\d+ \(gutter\): over\.\nTask -\d+ \(gutter\): over\.$/,
  );
  expect(await types("tasks gutter")).toBe("There is no task gutter. It may have been done already.");
});
