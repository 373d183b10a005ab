import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describeWithFrame, placeOf } from "./code-frame.ts";

describe("describeWithFrame", () => {
  let directory = "";
  let file = "";
  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), "mudlark-frame-"));
    file = path.join(directory, "light.ts");
    await writeFile(file, "const a = 1;\n\nexport function burn() {\n  return a +;\n}\n");
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  it("shows where the parser stumbled", () => {
    const error = new SyntaxError("Expression expected");
    error.stack = `${file}:4\n  return a +;\n            ^\n\nSyntaxError: Expression expected\n    at node:internal`;
    const text = describeWithFrame(error, directory);
    expect(text).toMatch(/^light\.ts:4:13: Expression expected/);
    expect(text).toContain("> 4 |   return a +;\n    |             ^");
  });

  it("finds the author's line in a trace, past the engine's and the libraries'", () => {
    const error = new Error("boom");
    error.stack = [
      "Error: boom",
      "    at helper (file:///elsewhere/x.ts:1:1)",
      `    at dep (file://${directory}/node_modules/dep/i.js:9:9)`,
      `    at burn (file://${file}:3:8)`,
    ].join("\n");
    expect(placeOf(error, directory)).toEqual({ file, line: 3, column: 8 });
  });

  it("is only the message when nothing of the author's is in the trace", () => {
    expect(describeWithFrame(new Error("disk full"), "/nowhere")).toBe("disk full");
    expect(describeWithFrame("text", "/nowhere")).toBe("text");
  });
});
