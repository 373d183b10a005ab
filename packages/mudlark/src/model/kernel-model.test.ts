import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { silentLogger } from "../base/logger.ts";
import { MemoryDisk, MemoryStore } from "../store/memory-store.ts";
import { openStore } from "../store/open-store.ts";
import type { Store } from "../store/store.ts";
import { describeAnyKills } from "./any-kills.suite.ts";
import { describeAnyTurns } from "./any-turns.suite.ts";

interface Disk {
  readonly open: () => Promise<Store>;
  readonly dispose: () => Promise<void>;
}

const memory = async (): Promise<Disk> => {
  const disk = new MemoryDisk();
  return { open: async () => new MemoryStore(disk), dispose: async () => {} };
};

const sqlite = async (): Promise<Disk> => {
  const directory = mkdtempSync(path.join(tmpdir(), "mudlark-model-"));
  return {
    open: async () =>
      openStore("sqlite:world.db", { durability: "process", directory, logger: silentLogger }),
    dispose: async () => rmSync(directory, { recursive: true, force: true }),
  };
};

describeAnyTurns("memory", memory, 150);
describeAnyTurns("SQLite", sqlite, 4);
describeAnyKills("memory", memory, 100);
describeAnyKills("SQLite", sqlite, 4);
