import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lastLines } from "./last-lines.ts";

describe("lastLines", () => {
  let home = "";
  let file = "";
  beforeEach(() => {
    home = mkdtempSync(path.join(tmpdir(), "mudlark-log-"));
    file = path.join(home, "server.log");
  });
  afterEach(() => rmSync(home, { recursive: true }));

  const last = (count: number): readonly string[] => lastLines(file, count, () => true).lines;

  it("gives the last of many lines, wherever the blocks that it reads are cut", () => {
    const lines = Array.from({ length: 9000 }, (_, index) => `${index} ${"å".repeat(index % 40)}`);
    writeFileSync(file, `${lines.join("\n")}\n`);
    expect(last(3)).toEqual(lines.slice(-3));
    expect(last(8999)).toEqual(lines.slice(1));
    expect(last(20_000)).toEqual(lines);
  });

  it("reads a line that is longer than a block", () => {
    const long = "x".repeat(200_000);
    writeFileSync(file, `first\n${long}\nlast\n`);
    expect(last(2)).toEqual([long, "last"]);
    expect(last(9)).toEqual(["first", long, "last"]);
  });

  it("leaves a line alone that is being written, and says where it begins", () => {
    writeFileSync(file, "one\ntwo\nthr");
    expect(lastLines(file, 1, () => true)).toEqual({ lines: ["two"], end: 8 });
    writeFileSync(file, "thr");
    expect(lastLines(file, 1, () => true)).toEqual({ lines: [], end: 0 });
    writeFileSync(file, "");
    expect(lastLines(file, 1, () => true)).toEqual({ lines: [], end: 0 });
  });

  it("counts only what passes", () => {
    writeFileSync(file, "a1\nb\na2\nb\nb\n");
    expect(lastLines(file, 2, (line) => line.startsWith("a")).lines).toEqual(["a1", "a2"]);
  });
});
