/**
 * `npm test`: sees to the programs that tests drive, runs everything, and ends with a line such as
 * `412 passed, 0 failed`. Words after `--` go to vitest, so one file can be run alone.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { installPrograms, missingPrograms } from "./programs.ts";

const root = path.resolve(import.meta.dirname, "..");
const inCi = process.env.CI === "true";

let missing = missingPrograms();
if (missing.length > 0 && installPrograms(missing)) missing = missingPrograms();
if (missing.length > 0) {
  const list = missing.map((program) => `${program.name} (Debian: ${program.debianPackage})`).join(", ");
  console.error(`Missing programs: ${list}.${inCi ? "" : " The tests that drive them are skipped."}`);
  if (inCi) process.exit(1);
}

const folder = mkdtempSync(path.join(tmpdir(), "mudlark-test-"));
const report = path.join(folder, "report.json");
const child = spawn(
  "vitest",
  ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`, ...process.argv.slice(2)],
  { cwd: root, stdio: "inherit", env: { ...process.env, PATH: `${process.env.PATH ?? ""}:/usr/games` } },
);
const code = await new Promise<number>((resolve) => child.on("close", (status) => resolve(status ?? 1)));
const counts = readCounts(report);
rmSync(folder, { recursive: true, force: true });

const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : "";
console.log(`${counts.passed} passed, ${counts.failed} failed${skipped}`);
process.exitCode = code !== 0 || counts.failed > 0 || counts.passed === 0 ? 1 : 0;

function readCounts(file: string): { passed: number; failed: number; skipped: number } {
  try {
    const found = JSON.parse(readFileSync(file, "utf8")) as Record<string, number>;
    const count = (name: string): number => found[name] ?? 0;
    return {
      passed: count("numPassedTests"),
      failed: count("numFailedTests"),
      skipped: count("numPendingTests") + count("numTodoTests"),
    };
  } catch {
    // vitest ended before it could write its report; its own words are above.
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
