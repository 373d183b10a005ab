import { appendFileSync, mkdtempSync, renameSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LogFollower } from "./log-follower.ts";

describe("LogFollower", () => {
  let home = "";
  let file = "";
  let lines: string[] = [];
  let follower: LogFollower;

  beforeEach(() => {
    home = mkdtempSync(path.join(tmpdir(), "mudlark-log-"));
    file = path.join(home, "server.log");
    writeFileSync(file, "old\n");
    lines = [];
    follower = new LogFollower(file, 4, (line) => lines.push(line));
  });
  afterEach(() => {
    follower.close();
    rmSync(home, { recursive: true });
  });

  it("tells whole lines, each once", () => {
    appendFileSync(file, "one\ntw");
    follower.poll();
    expect(lines).toEqual(["one"]);
    appendFileSync(file, "o\n");
    follower.poll();
    follower.poll();
    expect(lines).toEqual(["one", "two"]);
  });

  it("goes on with the new file after a rotation, and loses nothing of the old one", () => {
    follower.poll();
    appendFileSync(file, "last of the old\n");
    renameSync(file, `${file}.1`);
    follower.poll();
    writeFileSync(file, "first of the new\n");
    follower.poll();
    expect(lines).toEqual(["last of the old", "first of the new"]);
  });

  it("begins again when the file was cut short", () => {
    appendFileSync(file, "one\n");
    follower.poll();
    truncateSync(file);
    follower.poll();
    appendFileSync(file, "new\n");
    follower.poll();
    expect(lines).toEqual(["one", "new"]);
  });
});
