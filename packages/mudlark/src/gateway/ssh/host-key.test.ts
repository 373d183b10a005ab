import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import ssh2 from "ssh2";
import { expect, it } from "vitest";
import { hostKey } from "./host-key.ts";

it("the server's key is made once, for its own user only, and is always one that can be read", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "mudlark-keys-"));
  // One in two hundred would not be.
  for (let server = 0; server < 500; server++) {
    const keys = path.join(folder, String(server));
    const key = hostKey(ssh2, keys, "ed25519");
    expect(ssh2.utils.parseKey(key)).not.toBeInstanceOf(Error);
    expect(hostKey(ssh2, keys, "ed25519")).toBe(key);
    expect(statSync(path.join(keys, "host_ed25519")).mode & 0o777).toBe(0o600);
  }
  rmSync(folder, { recursive: true });
});
