import { existsSync } from "node:fs";
import path from "node:path";
import { systemClock } from "../../base/clock.ts";
import { timeStamp } from "../../base/time-stamp.ts";
import { gamePaths } from "../../config/game-paths.ts";
import { archiveHeaderOf } from "../../store/archive/archive-header.ts";
import { makeBackup } from "../../store/archive/make-backup.ts";
import { storeAddress } from "../../store/store-address.ts";
import { describeWorld } from "../describe-world.ts";
import { engineVersion } from "../../world/engine-version.ts";
import { openGame } from "../game-directory.ts";
import { progress } from "../progress.ts";
import { VerbError, type Terminal } from "../terminal.ts";
import type { AddVerb, GameOptions } from "../verb.ts";

interface BackupOptions extends GameOptions {
  readonly to?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

export const addBackup: AddVerb = (program, terminal) => {
  program
    .command("backup")
    .description("write the whole world into one file, while people play or not")
    .option("--to <file>", "where; default: a new file in the folder of backup.dir")
    .option("--force", "write over a file of that name")
    .option("--json", "as JSON, for programs")
    .action((_options, command) => backup(terminal, command.optsWithGlobals() as BackupOptions));
};

async function backup(terminal: Terminal, options: BackupOptions): Promise<void> {
  const { config } = await openGame(terminal, options);
  const now = systemClock.now();
  const file =
    options.to === undefined
      ? path.join(gamePaths(config).backups, `${timeStamp(now)}.mudlark.gz`)
      : path.resolve(terminal.workingDirectory, options.to);
  if (existsSync(file) && options.force !== true) {
    throw new VerbError(`There is a file ${file} already. Name another, or add --force.`);
  }
  const address = storeAddress(config.storage.url, config.directory);
  const header = archiveHeaderOf({ engine: engineVersion(), game: config.game.name, now });
  const digest = await makeBackup(
    { file, address, header },
    {
      onWritten: progress(terminal, systemClock, "Writing"),
      onVerified: progress(terminal, systemClock, "Verifying"),
    },
  );
  terminal.print(
    options.json === true
      ? JSON.stringify({ file, ...header, ...digest }, null, 2)
      : `The backup is whole: ${describeWorld(digest)}, in ${file}`,
  );
}
