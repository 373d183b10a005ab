import { emptyBatch } from "../../store/rows.ts";
import type { Store } from "../../store/store.ts";
import type { Finding } from "./finding.ts";

/**
 * Makes right what can be made right without a loss, in one batch. The findings must be of this store since it was
 * opened.
 *
 * @param sequence of the last batch in the store
 * @returns how many findings are no longer true
 */
export async function repairWorld(
  findings: readonly Finding[],
  store: Store,
  sequence: number,
): Promise<number> {
  const changes = findings.map(({ repair }) => repair?.change).filter((change) => change !== undefined);
  if (changes.length === 0) return 0;
  const rows = changes.filter((change) => "row" in change).map(({ row }) => row);
  await store.write({
    ...emptyBatch,
    sequence: sequence + 1,
    put: [...new Map(rows.map((row) => [`${row.kind} ${row.id}`, row])).values()],
    highestIds: changes.filter((change) => "highestId" in change).map(({ highestId }) => highestId),
    sync: true,
  });
  return changes.length;
}
