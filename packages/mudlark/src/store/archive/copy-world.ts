import { emptyBatch } from "../rows.ts";
import type { Batch } from "../rows.ts";
import type { Snapshot } from "../snapshot.ts";
import type { Store } from "../store.ts";

/**
 * Fills an empty store, which is open, with a world; every id stays what it is.
 *
 * @param onProgress hears now and then how many entities were written
 * @throws MudlarkError what the source or the store throws
 */
export async function copyWorld(
  from: Snapshot,
  to: Store,
  onProgress: (entities: number) => void = () => {},
): Promise<void> {
  let sequence = 0;
  let count = 0;
  const write = (changes: Partial<Batch>): Promise<void> => {
    sequence += 1;
    return to.write({ ...emptyBatch, ...changes, sequence });
  };
  for await (const put of from.entities()) {
    await write({ put });
    count += put.length;
    onProgress(count);
  }
  const { settings, highestIds } = from.world;
  await write({
    settings: [...settings].map(([key, value]) => ({ key, value })),
    highestIds: [...highestIds].map(([kind, id]) => ({ kind, id })),
    sync: true,
  });
}
