import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { linkSecret } from "./link-secret.ts";

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), "mudlark-secret-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

it("is made once, and only its owner may read it", () => {
  const file = path.join(directory, "run", "link.secret");
  const secret = linkSecret(file);
  expect(secret).toHaveLength(32);
  expect(linkSecret(file)).toBe(secret);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

it("is made anew when the file holds none", () => {
  const file = path.join(directory, "link.secret");
  writeFileSync(file, "short\n");
  expect(linkSecret(file)).toHaveLength(32);
});
