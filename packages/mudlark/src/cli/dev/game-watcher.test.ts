import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { GameWatcher } from "./game-watcher.ts";

describe("GameWatcher", () => {
  let game = "";
  let watcher: GameWatcher;
  let seen = new Set<string>();
  let look = (): void => {};

  beforeEach(() => {
    game = mkdtempSync(path.join(tmpdir(), "mudlark-watch-"));
    mkdirSync(path.join(game, "src"));
    mkdirSync(path.join(game, "var"));
    write("src/game.ts", "one");
    write("mudlark.config.ts", "one");
    seen = new Set();
    watcher = new GameWatcher(game, (files) => {
      for (const file of files) seen.add(file);
      look();
    });
  });
  afterEach(() => {
    watcher.close();
    rmSync(game, { recursive: true });
  });

  function write(name: string, text: string): void {
    writeFileSync(path.join(game, name), text);
  }

  /** Waits until a change of that file was told. */
  function told(file: string): Promise<void> {
    return new Promise((resolve) => {
      look = () => void (seen.has(file) && resolve());
      look();
    });
  }

  it("tells of files that are written, replaced and removed", async () => {
    write("src/game.ts", "two!");
    await told("src/game.ts");
    seen.clear();
    write("src/.game.ts.swp", "three");
    renameSync(path.join(game, "src/.game.ts.swp"), path.join(game, "src/game.ts"));
    await told("src/game.ts");
    seen.clear();
    rmSync(path.join(game, "src/game.ts"));
    await told("src/game.ts");
    write("mudlark.config.ts", "two!");
    await told("mudlark.config.ts");
    write(".env", "MUDLARK_WEB_PORT=1");
    await told(".env");
  });

  it("watches folders that are new, and folders in those", async () => {
    mkdirSync(path.join(game, "src/things/small"), { recursive: true });
    write("src/things/small/coin.ts", "one");
    await told("src/things/small/coin.ts");
    seen.clear();
    write("src/things/small/coin.ts", "two!");
    await told("src/things/small/coin.ts");
  });

  it("does not mind what the server and editors write", async () => {
    write("var/game.db", "x");
    write("src/.hidden", "x");
    write("src/game.ts~", "x");
    write("package-lock.json", "x");
    write("src/game.ts", "two!");
    await told("src/game.ts");
    expect([...seen]).toEqual(["src/game.ts"]);
  });
});
