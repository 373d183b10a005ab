import path from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { shortPaths } from "./short-paths.ts";

it("shows where in the game and in the engine, and not where these are", () => {
  const engineFile = path.join(import.meta.dirname, "engine.ts");
  const trace = [
    "Error: no oil",
    `    at light (${pathToFileURL("/srv/my game/src/lamp.ts").href}:3:9)`,
    "    at refill (/srv/my game/src/oil.ts:8:1)",
    `    at run (${pathToFileURL(engineFile).href}:10:2)`,
    "    at node:internal/timers:5:1",
  ].join("\n");
  expect(shortPaths("/srv/my game")(trace)).toBe(
    [
      "Error: no oil",
      "    at light (src/lamp.ts:3:9)",
      "    at refill (src/oil.ts:8:1)",
      "    at run (mudlark/src/world/engine.ts:10:2)",
      "    at node:internal/timers:5:1",
    ].join("\n"),
  );
});
