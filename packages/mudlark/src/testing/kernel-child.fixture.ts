/**
 * A world in a process of its own, for a test that kills it: `<file>`.
 *
 * Makes an object, changes it in one more turn, says so when that is durable, and then runs a turn that never ends. What
 * is between turns may become text at any time, so here it does.
 */
import { writeSync } from "node:fs";
import { WorldObject } from "../model/object/world-object.ts";
import { silentLogger } from "../base/logger.ts";
import { openStore } from "../store/open-store.ts";
import { testKernel } from "./test-kernel.ts";

const [file = ""] = process.argv.slice(2);

class Chest extends WorldObject {
  static readonly classId = "test/Chest";
}

const store = openStore(`sqlite:${file}`, { durability: "process", directory: ".", logger: silentLogger });
const { kernel, turn } = await testKernel({ store, classes: [Chest] });
const chest = await turn(() => kernel.create(Chest, { key: "chest" }));
kernel.foldBodies();
await turn(() => {
  chest.db.gold = 5;
  chest.db.list = ["coin", ["ring"]];
});
kernel.foldBodies();
writeSync(1, "done\n");
await turn(() => {
  chest.db.gold = 1_000_000;
  for (;;);
});
