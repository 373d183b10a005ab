import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readMarker, RunningMarker } from "./running-marker.ts";

describe("RunningMarker", () => {
  let folder = "";
  let file = "";
  let marker: RunningMarker;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "mudlark-marker-"));
    file = path.join(folder, "run", "running");
    marker = RunningMarker.open(file);
  });
  afterEach(() => {
    marker.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("names what runs, and nothing when idle", () => {
    expect(readMarker(file)).toBeNull();
    marker.running("line", "a longer label than the next", 2 ** 32 * 3 + 7, 41);
    marker.running("line", "dig", 2 ** 32 * 3 + 7, 42);
    expect(readMarker(file)).toEqual({ kind: "line", label: "dig", session: 2 ** 32 * 3 + 7, line: 42 });
    marker.running("timer", "tide", null, null);
    expect(readMarker(file)).toEqual({ kind: "timer", label: "tide", session: null, line: null });
    marker.idle();
    marker.idle();
    expect(readMarker(file)).toBeNull();
    marker.running("web", "", null, null);
    expect(readMarker(file)).toEqual({ kind: "web", label: "", session: null, line: null });
    expect(statSync(file).size).toBe(128);
  });

  it("outlives its writer, and forgets when it is opened again", () => {
    marker.running("event", "connect", 5, null);
    marker.close();
    marker.running("line", "too late", 5, 1);
    marker.close();
    expect(readMarker(file)).toEqual({ kind: "event", label: "connect", session: 5, line: null });
    marker = RunningMarker.open(file);
    expect(readMarker(file)).toBeNull();
  });

  it.each(["é", "🐚", "x", "ab🐚"])("cuts a long label of %s at a letter", (letter) => {
    for (const before of ["", "a", "ab", "abc"]) {
      marker.running("hook", before + letter.repeat(200), null, null);
      const label = readMarker(file)?.label ?? "";
      expect((before + letter.repeat(200)).startsWith(label)).toBe(true);
      expect(Buffer.byteLength(label)).toBeGreaterThan(100);
      expect(label.isWellFormed()).toBe(true);
    }
  });

  it("takes a missing, short or long file for nothing", () => {
    expect(readMarker(path.join(folder, "none"))).toBeNull();
    expect(readMarker(folder)).toBeNull();
    marker.running("line", "dig", 1, 1);
    const whole = readFileSync(file);
    for (let length = 0; length < whole.length; length++) {
      writeFileSync(file, whole.subarray(0, length));
      expect(readMarker(file)).toBeNull();
    }
    writeFileSync(file, Buffer.concat([whole, whole]));
    expect(readMarker(file)).toBeNull();
  });

  it("takes a file that is half one record and half another for nothing", () => {
    marker.running("line", "dig for treasure", 1, 1);
    const first = readFileSync(file);
    marker.running("timer", "the tide comes in", 2, 30);
    const second = readFileSync(file);
    for (let cut = 1; cut < first.length; cut++) {
      const torn = Buffer.concat([second.subarray(0, cut), first.subarray(cut)]);
      if (torn.equals(first) || torn.equals(second)) continue;
      writeFileSync(file, torn);
      expect(readMarker(file)).toBeNull();
    }
  });

  it("takes noise for nothing", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 128, maxLength: 128 }), (bytes) => {
        writeFileSync(file, bytes);
        expect(readMarker(file)).toBeNull();
      }),
      { numRuns: 50 },
    );
  });
});
