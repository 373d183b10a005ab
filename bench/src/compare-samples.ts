/**
 * Says in a sentence whether two samples differ: means, the difference with its 95 % confidence interval (Welch), and
 * the rank test of Mann and Whitney, which does not care for outliers.
 */
export function compareSamples(
  firstName: string,
  first: readonly number[],
  secondName: string,
  second: readonly number[],
  unit: string,
): string {
  const [a, b] = [momentsOf(first), momentsOf(second)];
  const difference = a.mean - b.mean;
  const error = Math.sqrt(a.variance / first.length + b.variance / second.length);
  const [low, high] = [difference - 1.96 * error, difference + 1.96 * error];
  const p = rankTest(first, second);
  const verdict =
    p < 0.01
      ? "they differ"
      : low > 0 || high < 0
        ? "their means differ, their ranks do not"
        : "no difference can be seen";
  const shown = (value: number): string => value.toFixed(2);
  return (
    `${firstName} ${shown(a.mean)} ${unit} (sd ${shown(Math.sqrt(a.variance))}, n ${first.length}), ` +
    `${secondName} ${shown(b.mean)} ${unit} (sd ${shown(Math.sqrt(b.variance))}, n ${second.length}); ` +
    `difference ${shown(difference)} ${unit}, 95 % between ${shown(low)} and ${shown(high)}; ` +
    `rank test p = ${p.toFixed(3)}: ${verdict}`
  );
}

function momentsOf(values: readonly number[]): { readonly mean: number; readonly variance: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, variance: squares / Math.max(1, values.length - 1) };
}

/** Two-sided p of the Mann–Whitney U test, by the normal approximation; samples of twenty and more. */
export function rankTest(first: readonly number[], second: readonly number[]): number {
  const all = [
    ...first.map((value) => ({ value, isFirst: true })),
    ...second.map((value) => ({ value, isFirst: false })),
  ].sort((x, y) => x.value - y.value);
  let rankSum = 0;
  for (let at = 0; at < all.length;) {
    let end = at;
    while (end < all.length && all[end]?.value === all[at]?.value) end++;
    // Equal values share the mean of their ranks.
    const rank = (at + 1 + end) / 2;
    for (const { isFirst } of all.slice(at, end)) if (isFirst) rankSum += rank;
    at = end;
  }
  const [n, m] = [first.length, second.length];
  const u = rankSum - (n * (n + 1)) / 2;
  const z = Math.abs(u - (n * m) / 2) / Math.sqrt((n * m * (n + m + 1)) / 12);
  return 2 * (1 - normal(z));
}

/** The share of a normal distribution below `z`, to about seven digits (Abramowitz and Stegun 26.2.17). */
function normal(z: number): number {
  const t = 1 / (1 + 0.231_641_9 * z);
  const factors = [0.319_381_53, -0.356_563_782, 1.781_477_937, -1.821_255_978, 1.330_274_429];
  const tail = factors.reduceRight((sum, factor) => (sum + factor) * t, 0);
  return 1 - (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * tail;
}
