/**
 * Property tests try the same cases on every machine. `FAST_CHECK_SEED=random` looks for new ones; a number repeats
 * what a failure printed. `FAST_CHECK_RUNS` is how many cases each tries that says nothing of that itself, or that asks
 * `numberOfRuns`.
 */
import fc from "fast-check";

const given = process.env.FAST_CHECK_SEED ?? "20260101";
const runs = process.env.FAST_CHECK_RUNS;
fc.configureGlobal({
  ...(given === "random" ? {} : { seed: Number(given) }),
  ...(runs === undefined ? {} : { numRuns: Number(runs) }),
});
