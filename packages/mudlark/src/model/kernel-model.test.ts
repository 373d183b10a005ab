import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { silentLogger } from "../base/logger.ts";
import { MemoryDisk, MemoryStore } from "../store/memory-store.ts";
import { openStore } from "../store/open-store.ts";
import { describeAnyTurns } from "./any-turns.suite.ts";

describeAnyTurns(
  "memory",
  async () => {
    const disk = new MemoryDisk();
    return { open: async () => new MemoryStore(disk), dispose: async () => {} };
  },
  150,
);

describeAnyTurns(
  "SQLite",
  async () => {
    const directory = mkdtempSync(path.join(tmpdir(), "mudlark-model-"));
    return {
      open: async () =>
        openStore("sqlite:world.db", { durability: "process", directory, logger: silentLogger }),
      dispose: async () => rmSync(directory, { recursive: true, force: true }),
    };
  },
  8,
);
