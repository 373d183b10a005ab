import { systemClock } from "../base/clock.ts";
import { hasCode } from "../base/errors.ts";
import { silentLogger } from "../base/logger.ts";
import { copyWorld } from "../store/archive/copy-world.ts";
import { digestWorld } from "../store/archive/world-digest.ts";
import type { WorldDigest } from "../store/archive/world-digest.ts";
import { openReplacement } from "../store/open-replacement.ts";
import type { Replacement } from "../store/replacement.ts";
import type { Snapshot } from "../store/snapshot.ts";
import type { StoreAddress } from "../store/store-address.ts";
import { progress } from "./progress.ts";
import { exitCodes, VerbError, type Terminal } from "./terminal.ts";

export interface PutWorldOptions {
  readonly from: Snapshot;
  /** What must have come over in the end. */
  readonly expected: WorldDigest;
  readonly to: StoreAddress;
  /** May a world that is there be put aside? */
  readonly replace: boolean;
  readonly terminal: Terminal;
}

/**
 * Puts a world in a place, whole or not at all, and compares what is there with what there should be before it counts.
 *
 * @returns what the world that was there is called now; null when there was none
 * @throws VerbError when a world runs there, or one is there and may not be replaced
 */
export async function putWorld(options: PutWorldOptions): Promise<string | null> {
  const { to, replace } = options;
  const replacement = await openReplacement(to, silentLogger).catch((error: unknown) => {
    if (!hasCode(error, "STORE_LOCKED")) throw error;
    throw new VerbError(`${error.message}. Stop that game first: mudlark stop`, exitCodes.alreadyRunning);
  });
  try {
    if (replacement.isOccupied && !replace) {
      throw new VerbError(
        `There is a world in ${to.label} already. To put it aside and go on, add --replace; nothing of it is deleted.`,
      );
    }
    await fill(replacement, options);
    return await replacement.finish();
  } finally {
    await replacement.abandon();
  }
}

async function fill(replacement: Replacement, { from, expected, terminal }: PutWorldOptions): Promise<void> {
  await replacement.store.open();
  await copyWorld(from, replacement.store, progress(terminal, systemClock, "Writing"));
  await replacement.store.release();
  const filled = await replacement.snapshot();
  try {
    const found = await digestWorld(filled, progress(terminal, systemClock, "Verifying"));
    if (found.sha256 === expected.sha256) return;
    throw new VerbError("What was written is not what was read, so nothing was changed. Is the disk sound?");
  } finally {
    await filled.close();
  }
}
