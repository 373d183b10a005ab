import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { silentLogger } from "../base/logger.ts";
import { FakeClock } from "../testing/fake-clock.ts";
import { openStore } from "./open-store.ts";
import type { OpenStoreOptions } from "./open-store.ts";
import { batchOf, entityRow, readAll } from "./store.suite.ts";

describe("the store that an address names", () => {
  let options: OpenStoreOptions;

  beforeEach(() => {
    const directory = mkdtempSync(path.join(tmpdir(), "mudlark-open-"));
    options = { durability: "process", directory, logger: silentLogger, clock: new FakeClock() };
  });
  afterEach(() => rmSync(options.directory, { recursive: true }));

  test("sqlite: and a relative path is a file in the game's folder, made when it is opened", async () => {
    const store = openStore("sqlite:var/db/a game.db", options);
    expect(readdirSync(options.directory)).toEqual([]);
    await store.open();
    await store.write(batchOf(1, { put: [entityRow(1)] }));
    await store.close();
    expect(readdirSync(path.join(options.directory, "var", "db"))).toContain("a game.db");
    const again = openStore("sqlite:var/db/a game.db", options);
    await again.open();
    expect(await readAll(again)).toEqual([entityRow(1)]);
    await again.close();
  });

  test.each(["sqlite:", "sqlite:///"])("%s and an absolute path is that file", async (start) => {
    const store = openStore(`${start}${options.directory}/game.db`, options);
    await store.open();
    await store.close();
    expect(readdirSync(options.directory)).toContain("game.db");
  });

  test("memory: is a new world each time", async () => {
    for (let round = 0; round < 2; round++) {
      const store = openStore("memory:", options);
      expect((await store.open()).sequence).toBe(0);
      await store.write(batchOf(1));
    }
  });

  test.each([
    "",
    "game.db",
    "sqlite:",
    "sqlite::memory:",
    "sqlite://var/game.db",
    "mysql://ann:secret@host/db",
    "postgres:secret",
  ])("%j is refused, and no password is repeated", (url) => {
    expect(() => openStore(url, options)).toThrow(
      expect.objectContaining({ code: "CONFIG_INVALID", message: expect.not.stringContaining("secret") }),
    );
  });
});
