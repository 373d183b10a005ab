import { emptyBatch, type Batch, type EntityRow } from "../../store/rows.ts";
import type { Store } from "../../store/store.ts";
import type { Change, Finding } from "./finding.ts";

/** So many changes are stored together. */
const perBatch = 1000;

/**
 * Makes right what can be made right without a loss, as it is found: in batches, so that it may be any number. The
 * findings must be of this store since it was opened.
 *
 * @param sequence of the last batch in the store
 * @param onFinding told of each finding before it is made right
 * @returns how many were found, and how many of them are no longer true
 */
export async function repairWorld(
  findings: AsyncIterable<Finding> | Iterable<Finding>,
  store: Store,
  sequence: number,
  onFinding: (finding: Finding) => void = () => {},
): Promise<{ readonly found: number; readonly repaired: number }> {
  let [found, repaired, last] = [0, 0, sequence];
  let changes: Change[] = [];
  const write = async (): Promise<void> => {
    if (changes.length === 0) return;
    last += 1;
    await store.write(batchOf(changes, last));
    repaired += changes.length;
    changes = [];
  };
  for await (const finding of findings) {
    found += 1;
    onFinding(finding);
    if (finding.repair !== null) changes.push(finding.repair.change);
    if (changes.length >= perBatch) await write();
  }
  await write();
  return { found, repaired };
}

function batchOf(changes: readonly Change[], sequence: number): Batch {
  const rows = new Map<string, EntityRow>();
  for (const change of changes)
    if ("row" in change) rows.set(`${change.row.kind} ${change.row.id}`, change.row);
  const settings = changes.flatMap((change) => ("settings" in change ? change.settings : []));
  return {
    ...emptyBatch,
    sequence,
    put: [...rows.values()],
    highestIds: changes.flatMap((change) => ("highestId" in change ? [change.highestId] : [])),
    settings: [...new Map(settings.map((setting) => [setting.key, setting])).values()],
    sync: true,
  };
}
