import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { systemClock } from "../../base/clock.ts";
import { StoreLock } from "../../store/sqlite/store-lock.ts";
import { examineDatabase, examineFolder, examineLock } from "./examine-storage.ts";

describe("the doctor, about what is stored", () => {
  let home = "";
  let file = "";

  beforeEach(() => {
    home = mkdtempSync(path.join(tmpdir(), "mudlark-doctor-"));
    file = path.join(home, "game.db");
  });
  afterEach(() => rmSync(home, { recursive: true }));

  function makeDatabase(): void {
    using database = new DatabaseSync(file);
    database.exec(
      "CREATE TABLE lamp (id INTEGER PRIMARY KEY, words TEXT); CREATE INDEX by_words ON lamp (words)",
    );
    for (let id = 0; id < 500; id++) database.prepare("INSERT INTO lamp VALUES (?, ?)").run(id, `lamp ${id}`);
  }

  it("finds a whole database whole, and a damaged one damaged", () => {
    expect(examineDatabase(file)).toMatchObject({
      state: "good",
      found: expect.stringMatching(/none/) as string,
    });
    makeDatabase();
    expect(examineDatabase(file)).toMatchObject({ state: "good", found: "whole" });

    const bytes = readFileSync(file);
    bytes.fill(0xa5, 4096 * 2, 4096 * 3);
    writeFileSync(file, bytes);
    expect(examineDatabase(file)).toMatchObject({
      state: "bad",
      cure: expect.stringMatching(/backup/) as string,
    });
    writeFileSync(file, "a shopping list, and no database at all");
    expect(examineDatabase(file).state).toBe("bad");
  });

  it("names who holds the lock, and takes nothing away", () => {
    makeDatabase();
    const lock = new StoreLock(file, systemClock);
    lock.take();
    expect(examineLock(file)).toMatchObject({
      state: "bad",
      found: expect.stringMatching(`process ${process.pid}`) as string,
    });
    lock.release();
    expect(examineLock(file).state).toBe("good");
    lock.take();
    lock.release();
  }, 30_000);

  it("sees whether a folder is there, or can be made", () => {
    mkdirSync(path.join(home, "logs"));
    expect(examineFolder(path.join(home, "logs")).found).toBe("can be written");
    expect(examineFolder(path.join(home, "run", "deep")).found).toBe("will be made");
    expect(examineFolder(path.join(file, "logs")).state).toBe("good");
    writeFileSync(file, "not a folder");
    expect(examineFolder(path.join(file, "logs")).state).toBe("bad");
  });
});
