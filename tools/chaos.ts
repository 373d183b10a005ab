import { parseArgs } from "node:util";
import { killAWorld } from "../e2e/support/kill-a-world.ts";

/**
 * Kills worlds, one seed after the other: `npm run chaos -- [count] [--seed N] [--jobs N]`. Ends with 1 and the seed
 * at the first promise that is broken; the same seed tries the same moments again.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: "string", default: "1" }, jobs: { type: "string", default: "2" } },
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

function wholeNumber(text: string, what: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number > 0) return number;
  console.error(`${what} must be a whole number above zero, not "${text}"`);
  return process.exit(2);
}
