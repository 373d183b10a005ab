/**
 * Writes a backup without end into the file that its argument names, and says so as soon as some of it is on the disk:
 * for a test that kills it.
 */
import { statSync, writeSync } from "node:fs";
import { rowsAfter } from "../numbered-batches.fixture.ts";
import type { Snapshot } from "../snapshot.ts";
import { writeArchive } from "./write-archive.ts";

const [file = ""] = process.argv.slice(2);
let hasSaidSo = false;

const endless: Snapshot = {
  world: { settings: new Map(), highestIds: new Map() },
  async *entities() {
    for (let sequence = 1; ; sequence++) {
      yield rowsAfter(sequence);
      if (hasSaidSo || (statSync(`${file}.unfinished`, { throwIfNoEntry: false })?.size ?? 0) === 0) continue;
      hasSaidSo = true;
      writeSync(1, "writing\n");
    }
  },
  close: async () => {},
};

await writeArchive(
  file,
  {
    format: "mudlark world",
    version: 1,
    engine: "0.1.0",
    game: "Keep",
    createdAt: "2026-01-01T00:00:00.000Z",
  },
  endless,
);
