import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadGame } from "./game-loader.ts";

describe("loadGame", () => {
  let directory = "";
  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), "mudlark-game-"));
    await mkdir(path.join(directory, "src"));
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  const load = (): ReturnType<typeof loadGame> => loadGame(path.join(directory, "src/game.ts"), directory);
  const write = (name: string, text: string): Promise<void> => writeFile(path.join(directory, name), text);

  it("says what is missing", async () => {
    await expect(load()).rejects.toThrow(/no src\/game\.ts/);
  });

  it("says where the code throws", async () => {
    await write("src/game.ts", "const things = [];\n\nthings[0].name;\nexport default {};\n");
    await expect(load()).rejects.toMatchObject({
      code: "GAME_INVALID",
      message: expect.stringMatching(/game\.ts:3/) as string,
    });
  });
});
