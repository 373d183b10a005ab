import { MemoryDisk, MemoryStore } from "./memory-store.ts";
import { describeStore } from "./store.suite.ts";

describeStore("memory", () => {
  const disk = new MemoryDisk();
  return {
    store: () => new MemoryStore(disk),
    breakLock: () => disk.crash(),
    breakDisk: () => void (disk.failing = "full"),
    mendDisk: () => void (disk.failing = null),
    dispose: async () => {},
  };
});
