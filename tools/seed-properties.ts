/**
 * Property tests try the same cases on every machine. `FAST_CHECK_SEED=random` looks for new ones; a number repeats
 * what a failure printed.
 */
import fc from "fast-check";

const given = process.env.FAST_CHECK_SEED ?? "20260101";
if (given !== "random") fc.configureGlobal({ seed: Number(given) });
