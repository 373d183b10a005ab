import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { readDiagnostics } from "./check-types.ts";

it("shows each diagnostic with its further lines and the code around it", () => {
  const home = mkdtempSync(path.join(tmpdir(), "mudlark-types-"));
  writeFileSync(path.join(home, "game.ts"), "const a = 1;\nconst b: string = a;\n");
  const problems = readDiagnostics(
    "game.ts(2,7): error TS2322: Type 'number' is not assignable.\n  Really not.\n" +
      "other.ts(9,1): error TS1005: ';' expected.\n" +
      "../engine/turn.ts(1,1): error TS1005: not for the author of a game.\n",
    home,
  );
  expect(problems).toHaveLength(2);
  expect(problems).toMatchObject([{ area: "types", level: "error" }, { level: "error" }]);
  expect(problems[0]?.text).toMatch(
    /^game\.ts:2:7: TS2322: Type 'number' is not assignable\.\n {2}Really not\.\n/,
  );
  expect(problems[0]?.text).toContain("> 2 | const b: string = a;\n    |       ^");
  expect(problems[1]?.text).toBe("other.ts:9:1: TS1005: ';' expected.");
  rmSync(home, { recursive: true });
});
