import { expect, it } from "vitest";
import { playedScene } from "../played-scene.suite.ts";

it("tasks lists what is to be done later, and does or forgets it", async () => {
  const { game, types, bob } = await playedScene("Developer");
  expect(await types("tasks")).toBe("Nothing is to be done later.");
  let done = 0;
  const task = await game.turn(() => game.world.delay(60, () => void done++));
  expect(await types("tasks")).toMatch(/Id +Does +In[^]*One task\.$/);
  expect(await types(`tasks/pause ${task.id}`)).toContain(": held.");
  expect(await types(`tasks/unpause ${task.id}`)).toMatch(/: 1m|: 60s/);
  await types(`tasks/do ${task.id}`);
  await game.rest();
  expect(done).toBe(1);
  expect(await types(`tasks/cancel ${task.id}`)).toContain(`There is no task ${task.id}.`);
  expect(await types("tasks/cancel")).toContain("Which one?");
  expect(await types("tasks/do/cancel 1")).toBe("One switch at a time, please.");
  expect(await types("tasks", [], bob)).toContain("is not available");
});
