import { spawnSync } from "node:child_process";
import path from "node:path";
import { toolOptions, wholeNumber } from "./tool-options.ts";

const usage = `npm run fuzz -- [seconds] [options]
Tries the properties of every codec and of the link with one seed after the other, for so many seconds (60). Ends with
1 at the first that fails, and says how to try that seed again.
  --seed N   only this seed, once`;

const { values, positionals } = toolOptions(usage, { seed: { type: "string" } });
const seconds = wholeNumber(positionals[0] ?? "60", "the seconds");
const only = values.seed === undefined ? null : wholeNumber(values.seed, "--seed");
const root = path.resolve(import.meta.dirname, "..");
const codecs = ["packages/protocols", "packages/mudlark/src/gateway/wires", "packages/mudlark/src/link"];
/** Cases for each property and seed. */
const runs = "2000";

/** A seed that was asked for is tried once. */
const end = only === null ? Date.now() + seconds * 1000 : 0;
let seed = only ?? Math.floor(Date.now() / 1000);
let tried = 0;
do {
  const { status, stdout } = spawnSync("vitest", ["run", "--project", "unit", ...codecs], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, FAST_CHECK_SEED: String(seed), FAST_CHECK_RUNS: runs },
  });
  if (status !== 0) {
    console.log(stdout);
    console.log(`Seed ${seed} failed. Again: npm run fuzz -- --seed ${seed}`);
    process.exit(1);
  }
  tried++;
  console.log(`seed ${seed} found nothing`);
  seed++;
} while (Date.now() < end);
console.log(`${tried} ${tried === 1 ? "seed" : "seeds"} tried, nothing found.`);
