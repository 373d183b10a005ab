import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { systemClock } from "../../base/clock.ts";
import { timeStamp } from "../../base/time-stamp.ts";
import { verifyArchive } from "../../store/archive/read-archive.ts";
import { writeArchive } from "../../store/archive/write-archive.ts";
import { openSnapshot } from "../../store/open-snapshot.ts";
import { storeAddress } from "../../store/store-address.ts";
import { describeWorld } from "../describe-world.ts";
import { engineVersion } from "../engine-version.ts";
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
    .option("--to <file>", "where; default: a new file in var/backups")
    .option("--force", "write over a file of that name")
    .option("--json", "as JSON, for programs")
    .action((_options, command) => backup(terminal, command.optsWithGlobals() as BackupOptions));
};

async function backup(terminal: Terminal, options: BackupOptions): Promise<void> {
  const { config } = await openGame(terminal, options);
  const now = systemClock.now();
  const file =
    options.to === undefined
      ? path.resolve(config.directory, config.paths.var, "backups", `${timeStamp(now)}.mudlark.gz`)
      : path.resolve(terminal.workingDirectory, options.to);
  if (existsSync(file) && options.force !== true) {
    throw new VerbError(`There is a file ${file} already. Name another, or add --force.`);
  }
  mkdirSync(path.dirname(file), { recursive: true });
  const header = {
    format: "mudlark world",
    version: 1,
    engine: engineVersion(),
    game: config.game.name,
    createdAt: new Date(now).toISOString(),
  } as const;
  const snapshot = await openSnapshot(storeAddress(config.storage.url, config.directory));
  try {
    await writeArchive(file, header, snapshot, progress(terminal, systemClock, "Writing"));
  } finally {
    await snapshot.close();
  }
  const { digest } = await verifyArchive(file, progress(terminal, systemClock, "Verifying"));
  terminal.print(
    options.json === true
      ? JSON.stringify({ file, ...header, ...digest }, null, 2)
      : `The backup is whole: ${describeWorld(digest)}, in ${file}`,
  );
}
