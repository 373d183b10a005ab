/**
 * A writer in a process of its own that permissions bind, whoever runs the tests: it gives up what the superuser may.
 * Says in a line of JSON what became of each step.
 */
import { chmodSync } from "node:fs";
import path from "node:path";
import { messageOf } from "../../base/errors.ts";
import { numberedBatch } from "../numbered-batches.fixture.ts";
import { StoreFailure } from "../store-failure.ts";
import { flattenBatch } from "./flat-batch.ts";
import { Writer } from "./writer.ts";

const nobody = 65_534;
const [folder = ""] = process.argv.slice(2);
const file = path.join(folder, "game.db");
const writer = new Writer({
  path: file,
  durability: "process",
  cacheKiB: 1000,
  busyTimeoutMs: 0,
  mayCreate: true,
  mayMigrate: true,
  copiesOnUpgrade: true,
});

if (process.getuid?.() === 0) {
  process.setegid?.(nobody);
  process.seteuid?.(nobody);
}

step("a folder without permission", 0o555, folder);
step("a folder with permission", 0o755, folder);
step("a file that may only be read", 0o444, file);
step("a file that may be written", 0o644, file);

function step(name: string, mode: number, of: string): void {
  chmodSync(of, mode);
  try {
    const { epoch, world } = writer.open();
    writer.write(flattenBatch(numberedBatch(world.sequence + 1), epoch));
    say({ name, sequence: world.sequence + 1 });
  } catch (error) {
    const reason = error instanceof StoreFailure ? error.reason : null;
    say({ name, reason, message: messageOf(error) });
  } finally {
    writer.close();
  }
}

function say(what: Readonly<Record<string, unknown>>): void {
  process.stdout.write(`${JSON.stringify(what)}\n`);
}
