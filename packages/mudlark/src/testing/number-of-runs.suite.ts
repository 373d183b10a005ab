import fc from "fast-check";

/** How often a property of something slow is tried, and how long that may take: as said, or as `FAST_CHECK_RUNS` says. */
export function numberOfRuns(usual: number): { readonly numRuns: number; readonly timeout: number } {
  const asked = fc.readConfigureGlobal()?.numRuns;
  return asked === undefined ? { numRuns: usual, timeout: 60_000 } : { numRuns: asked, timeout: 3_600_000 };
}
