import { killAWorld } from "../e2e/support/kill-a-world.ts";
import { toolOptions, wholeNumber } from "./tool-options.ts";

const usage = `npm run chaos -- [count] [options]
Kills worlds (1000), one seed after the other, and ends with 1 and the seed at the first promise that is broken.
  --seed N   the first seed (1); the same seed tries the same moments again
  --jobs N   worlds at a time (2)`;

const { values, positionals } = toolOptions(usage, {
  seed: { type: "string", default: "1" },
  jobs: { type: "string", default: "2" },
});
const count = wholeNumber(positionals[0] ?? "1000", "the count");
const first = wholeNumber(values.seed, "--seed");
const jobs = wholeNumber(values.jobs, "--jobs");

let next = first;
let done = 0;
await Promise.all(Array.from({ length: Math.min(jobs, count) }, work));
console.log(`${count} worlds were killed; nothing was lost.`);

async function work(): Promise<void> {
  while (next < first + count) {
    const seed = next++;
    try {
      await killAWorld(seed);
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      console.error(`Again: npm run chaos -- 1 --seed ${seed}`);
      process.exit(1);
    }
    done++;
    if (done % 10 === 0) console.log(`${done} of ${count}`);
  }
}
