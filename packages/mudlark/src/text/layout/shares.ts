/** The sizes of columns or rows that share some room. */
export interface Shares {
  readonly sizes: number[];
  /** Those that neither give way nor grow. */
  readonly locked: ReadonlySet<number>;
}

/** Takes from the largest until all fit, or all have the least; gives the room that is still missing. */
export function shrink({ sizes, locked }: Shares, room: number, least: number): number {
  let excess = sum(sizes) - room;
  while (excess > 0) {
    const free = sizes.filter((_, at) => !locked.has(at));
    const largest = Math.max(0, ...free);
    if (largest <= least) break;
    const next = Math.max(least, ...free.filter((each) => each < largest));
    const large = free.filter((each) => each === largest).length;
    const step = Math.min(largest - next, Math.max(1, Math.floor(excess / large)));
    for (const [at, each] of sizes.entries()) {
      if (each !== largest || locked.has(at) || excess <= 0) continue;
      sizes[at] = each - step;
      excess -= step;
    }
  }
  return excess;
}

/** Shares what room is left; one more for the first ones when it cannot be divided. */
export function grow({ sizes, locked }: Shares, room: number): void {
  const free = [...sizes.keys()].filter((at) => !locked.has(at));
  const last = sizes.length - 1;
  const takers = free.length > 0 || last < 0 ? free : [last];
  const spare = room - sum(sizes);
  if (spare <= 0) return;
  for (const [index, at] of takers.entries()) {
    const share = Math.floor(spare / takers.length) + (index < spare % takers.length ? 1 : 0);
    sizes[at] = (sizes[at] ?? 0) + share;
  }
}

/** Makes all that are not locked as large as the largest of them. */
export function level({ sizes, locked }: Shares): void {
  const free = [...sizes.keys()].filter((at) => !locked.has(at));
  const largest = Math.max(0, ...free.map((at) => sizes[at] ?? 0));
  for (const at of free) sizes[at] = largest;
}

function sum(sizes: readonly number[]): number {
  return sizes.reduce((total, each) => total + each, 0);
}
