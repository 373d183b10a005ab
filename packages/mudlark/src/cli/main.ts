import { Command, CommanderError } from "commander";
import { messageOf } from "../base/errors.ts";
import { engineVersion } from "./engine-version.ts";
import { exitCodes, processTerminal, VerbError } from "./terminal.ts";
import { addAccount } from "./verbs/account.ts";
import { addBackup } from "./verbs/backup.ts";
import { addCheck } from "./verbs/check.ts";
import { addConfig } from "./verbs/config.ts";
import { addCreate } from "./verbs/create.ts";
import { addDev } from "./verbs/dev.ts";
import { addDoctor } from "./verbs/doctor.ts";
import { addInfo } from "./verbs/info.ts";
import { addLogs } from "./verbs/logs.ts";
import { addReload } from "./verbs/reload.ts";
import { addRestore } from "./verbs/restore.ts";
import { addRun } from "./verbs/run.ts";
import { addShell } from "./verbs/shell.ts";
import { addStart } from "./verbs/start.ts";
import { addStatus } from "./verbs/status.ts";
import { addStop } from "./verbs/stop.ts";
import { addStorage } from "./verbs/storage.ts";
import { addVersion } from "./verbs/version.ts";

const terminal = processTerminal();
const program = new Command("mudlark")
  .description("A server and toolkit for text worlds that many people share")
  .version(engineVersion(), "--version", "the engine's version alone")
  .option("--game <dir>", "the game's folder; default: the one that you are in")
  .exitOverride()
  .showSuggestionAfterError()
  .configureHelp({ showGlobalOptions: true, sortSubcommands: true });

const verbs = [
  addAccount,
  addBackup,
  addCheck,
  addConfig,
  addCreate,
  addDev,
  addDoctor,
  addInfo,
  addLogs,
  addReload,
  addRestore,
  addRun,
  addShell,
  addStart,
  addStatus,
  addStop,
  addStorage,
  addVersion,
];
for (const add of verbs) add(program, terminal);

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = exitCodeOf(error);
}
// Game code that a verb has loaded may have started something that would keep the process alive.
process.exit();

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  terminal.note(messageOf(error));
  return error instanceof VerbError ? error.exitCode : exitCodes.failed;
}
