import { parseDuration } from "../../base/parse-duration.ts";
import { gamePaths } from "../../config/game-paths.ts";
import type { ResolvedConfig } from "../../config/schema.ts";
import { archiveHeaderOf } from "../../store/archive/archive-header.ts";
import type { BackupOrders } from "../../store/archive/make-backup.ts";
import { storeAddress } from "../../store/store-address.ts";
import { engineVersion } from "../engine-version.ts";
import { BackupSchedule, type BackupScheduleParts } from "./backup-schedule.ts";

type Surroundings = Pick<BackupScheduleParts, "clock" | "logger" | "tellStaff"> & {
  readonly make: (orders: BackupOrders) => Promise<void>;
};

/** Makes backups as the game's configuration says, if it says so. A world in memory has nothing to come back to. */
export function scheduleBackups(config: ResolvedConfig, { make, ...surroundings }: Surroundings): void {
  const { every, keep } = config.backup;
  const address = storeAddress(config.storage.url, config.directory);
  const seconds = every === null ? null : parseDuration(every);
  if (seconds === null || address.kind === "memory") return;
  const engine = engineVersion();
  new BackupSchedule({
    ...surroundings,
    directory: gamePaths(config).backups,
    every: seconds * 1000,
    keep,
    make: (file) => {
      const now = surroundings.clock.now();
      return make({ file, address, header: archiveHeaderOf({ engine, game: config.game.name, now }) });
    },
  }).start();
}
