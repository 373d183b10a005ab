import path from "node:path";
import { systemClock } from "../../base/clock.ts";
import { openArchive, verifyArchive } from "../../store/archive/read-archive.ts";
import { storeAddress } from "../../store/store-address.ts";
import { describeWorld } from "../describe-world.ts";
import { openGame } from "../game-directory.ts";
import { progress } from "../progress.ts";
import { putWorld } from "../put-world.ts";
import { requireStopped } from "../require-stopped.ts";
import type { Terminal } from "../terminal.ts";
import type { AddVerb, GameOptions } from "../verb.ts";

interface RestoreOptions extends GameOptions {
  readonly replace?: boolean;
  readonly json?: boolean;
}

export const addRestore: AddVerb = (program, terminal) => {
  program
    .command("restore")
    .description("bring the world of a backup back; the game must be stopped")
    .argument("<file>", "what backup wrote")
    .option("--replace", "put the world that is there aside; it is not deleted")
    .option("--json", "as JSON, for programs")
    .action((file: string, _options, command) =>
      restore(terminal, file, command.optsWithGlobals() as RestoreOptions),
    );
};

async function restore(terminal: Terminal, given: string, options: RestoreOptions): Promise<void> {
  const { config, paths } = await openGame(terminal, options);
  await requireStopped(paths);
  const file = path.resolve(terminal.workingDirectory, given);
  const { header, digest } = await verifyArchive(file, progress(terminal, systemClock, "Verifying"));
  const to = storeAddress(config.storage.url, config.directory);
  const from = await openArchive(file);
  try {
    const replace = options.replace === true;
    const keptAs = await putWorld({ from, expected: digest, to, replace, terminal });
    terminal.print(
      options.json === true
        ? JSON.stringify({ ...header, ...digest, keptAs }, null, 2)
        : `The world of ${header.createdAt} is back: ${describeWorld(digest)}, in ${to.label}.${keptNote(keptAs)}`,
    );
  } finally {
    await from.close();
  }
}

function keptNote(keptAs: string | null): string {
  return keptAs === null
    ? ""
    : `\nThe world that was there is kept as ${keptAs}; delete it when you are sure.`;
}
