import { existsSync } from "node:fs";
import path from "node:path";
import type { Clock } from "../../base/clock.ts";
import { timeStamp } from "../../base/time-stamp.ts";
import { gamePaths } from "../../config/game-paths.ts";
import type { ResolvedConfig } from "../../config/schema.ts";
import { archiveHeaderOf } from "../../store/archive/archive-header.ts";
import type { BackupOrders } from "../../store/archive/make-backup.ts";
import { storeAddress } from "../../store/store-address.ts";
import { engineVersion } from "../engine-version.ts";

export type MakeBackup = (orders: BackupOrders) => Promise<void>;

/**
 * Backups that the staff of a running game ask for, one at a time. Nothing deletes them.
 *
 * @returns makes one; resolves with its file when it is whole, and rejects with words for whoever asked
 */
export function backupOnDemand(
  config: ResolvedConfig,
  clock: Clock,
  make: MakeBackup | undefined,
): () => Promise<string> {
  const address = storeAddress(config.storage.url, config.directory);
  let isBusy = false;
  return async () => {
    if (make === undefined || address.kind === "memory") {
      throw new Error("This world is kept in memory only: there is nothing that a backup could be made of.");
    }
    const now = clock.now();
    const file = path.join(gamePaths(config).backups, `${timeStamp(now)}.mudlark.gz`);
    if (isBusy || existsSync(file))
      throw new Error("A backup is being made already. Wait for it to be whole.");
    isBusy = true;
    try {
      const header = archiveHeaderOf({ engine: engineVersion(), game: config.game.name, now });
      await make({ file, address, header });
      return file;
    } finally {
      isBusy = false;
    }
  };
}
