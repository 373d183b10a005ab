import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readMarker, RunningMarker } from "./running-marker.ts";

describe("RunningMarker", () => {
  let folder = "";
  let file = "";
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "mudlark-marker-"));
    file = path.join(folder, "run", "running");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("names what runs, and nothing when idle", () => {
    const marker = RunningMarker.open(file);
    expect(readMarker(file)).toBeNull();
    marker.running("line", "a longer label than the next", 2 ** 32 * 3 + 7, 41);
    marker.running("line", "dig", 2 ** 32 * 3 + 7, 42);
    expect(readMarker(file)).toEqual({ kind: "line", label: "dig", session: 2 ** 32 * 3 + 7, line: 42 });
    marker.running("timer", "tide", null, null);
    expect(readMarker(file)).toEqual({ kind: "timer", label: "tide", session: null, line: null });
    marker.idle();
    expect(readMarker(file)).toBeNull();
    marker.close();
  });

  it("cuts long labels at a letter", () => {
    const marker = RunningMarker.open(file);
    marker.running("hook", "é".repeat(200), null, null);
    expect(readMarker(file)?.label).toMatch(/^é+$/);
    marker.close();
  });

  it("takes a missing, short or torn file for nothing", () => {
    expect(readMarker(path.join(folder, "none"))).toBeNull();
    const marker = RunningMarker.open(file);
    marker.running("line", "dig", 1, 1);
    marker.close();
    const whole = readFileSync(file);
    for (let length = 0; length < whole.length; length++) {
      writeFileSync(file, whole.subarray(0, length));
      expect(readMarker(file)).toBeNull();
    }
    whole[24] = 0x78;
    writeFileSync(file, whole);
    expect(readMarker(file)).toBeNull();
  });
});
