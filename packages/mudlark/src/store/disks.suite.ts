import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { silentLogger } from "../base/logger.ts";
import { MemoryDisk, MemoryStore } from "./memory-store.ts";
import { openStore } from "./open-store.ts";
import type { Store } from "./store.ts";

/** Something empty that keeps a world; `open` opens a store on it again and again. */
export interface Disk {
  readonly open: () => Promise<Store>;
  readonly dispose: () => Promise<void>;
}

export async function memoryDisk(): Promise<Disk> {
  const disk = new MemoryDisk();
  return { open: async () => new MemoryStore(disk), dispose: async () => {} };
}

export async function sqliteDisk(): Promise<Disk> {
  const directory = mkdtempSync(path.join(tmpdir(), "mudlark-disk-"));
  return {
    open: async () =>
      openStore("sqlite:world.db", { durability: "process", directory, logger: silentLogger }),
    dispose: async () => rmSync(directory, { recursive: true, force: true }),
  };
}
