import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { systemClock } from "../../base/clock.ts";
import { readWorldFile, strangeProcess, writeWorldFile } from "./world-file.ts";

let directory: string;
let file: string;

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), "mudlark-world-file-"));
  file = path.join(directory, "run", "world.pid");
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

it("finds a world that still runs", () => {
  writeWorldFile(file, process.pid);
  expect(readWorldFile(file)).toBe(process.pid);
});

it("finds none without a file, or in a broken one", () => {
  expect(readWorldFile(file)).toBeNull();
  writeWorldFile(file, process.pid);
  for (const text of ["", "what", "-1 0", "0 0"]) {
    writeFileSync(file, text);
    expect(readWorldFile(file)).toBeNull();
  }
});

it.runIf(process.platform === "linux")(
  "does not take another process for it that got the same number",
  () => {
    writeWorldFile(file, process.pid);
    writeFileSync(file, `${process.pid} 1\n`);
    expect(readWorldFile(file)).toBeNull();
  },
);

it("hears of the end of a process that is not our child, and can end it", async () => {
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
  const stranger = strangeProcess(child.pid ?? 0, systemClock);
  const ended = new Promise<void>((resolve) => stranger.onExit(() => resolve()));
  stranger.kill();
  await ended;
  expect(child.signalCode ?? "SIGKILL").toBe("SIGKILL");
});
