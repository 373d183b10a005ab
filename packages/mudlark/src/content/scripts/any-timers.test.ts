import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { silentLogger } from "../../base/logger.ts";
import { MemoryDisk, MemoryStore } from "../../store/memory-store.ts";
import { openStore } from "../../store/open-store.ts";
import { describeAnyTimers } from "./any-timers.suite.ts";

describeAnyTimers(
  "memory",
  async () => {
    const disk = new MemoryDisk();
    return { open: async () => new MemoryStore(disk), dispose: async () => {} };
  },
  60,
);

describeAnyTimers(
  "SQLite",
  async () => {
    const directory = mkdtempSync(path.join(tmpdir(), "mudlark-timers-"));
    return {
      open: async () =>
        openStore("sqlite:world.db", { durability: "process", directory, logger: silentLogger }),
      dispose: async () => rmSync(directory, { recursive: true, force: true }),
    };
  },
  6,
);
