import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import {
  examineClock,
  examineNode,
  examineOpenFiles,
  judgeSpace,
  openFilesLimit,
} from "./examine-machine.ts";

describe("the doctor, about the machine", () => {
  it("refuses a Node that is too old", () => {
    expect(examineNode("24.15.0").state).toBe("good");
    expect(examineNode("25.0.0").state).toBe("good");
    expect(examineNode("24.9.1")).toMatchObject({
      state: "bad",
      cure: expect.stringMatching(/24\.15/) as string,
    });
    expect(examineNode("20.20.2").state).toBe("bad");
  });

  it("warns of a disk that fills, before it is too late", () => {
    expect(judgeSpace(5e9)).toMatchObject({ state: "good", cure: null });
    expect(judgeSpace(500e6).state).toBe("warning");
    expect(judgeSpace(50e6).state).toBe("bad");
  });

  it("warns when few players would fill the table of open files", () => {
    expect(examineOpenFiles(1024)).toMatchObject({
      state: "warning",
      cure: expect.stringMatching(/ulimit/) as string,
    });
    expect(examineOpenFiles(65_536).state).toBe("good");
    expect(examineOpenFiles(null).state).toBe("good");
    expect(openFilesLimit()).toBeGreaterThan(0);
  });

  it("finds a clock that was set back", () => {
    const home = mkdtempSync(path.join(tmpdir(), "mudlark-clock-"));
    const file = path.join(home, "game.db");
    writeFileSync(file, "");
    utimesSync(file, 7200, 7200);
    expect(examineClock(7_230_000, [file, path.join(home, "missing")]).state).toBe("good");
    expect(examineClock(3_600_000, [file])).toMatchObject({
      state: "bad",
      found: expect.stringMatching(/60 minutes later/) as string,
    });
    rmSync(home, { recursive: true });
  });
});
