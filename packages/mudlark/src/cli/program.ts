import { Command } from "commander";
import { engineVersion } from "../world/engine-version.ts";
import type { Terminal } from "./terminal.ts";
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
import { addReset } from "./verbs/reset.ts";
import { addRestore } from "./verbs/restore.ts";
import { addRun } from "./verbs/run.ts";
import { addShell } from "./verbs/shell.ts";
import { addStart } from "./verbs/start.ts";
import { addStatus } from "./verbs/status.ts";
import { addStop } from "./verbs/stop.ts";
import { addStorage } from "./verbs/storage.ts";
import { addTest } from "./verbs/test.ts";
import { addVersion } from "./verbs/version.ts";
import { addWorld } from "./verbs/world.ts";

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
  addReset,
  addRestore,
  addRun,
  addShell,
  addStart,
  addStatus,
  addStop,
  addStorage,
  addTest,
  addVersion,
  addWorld,
];

/** The command line with all its verbs. */
export function buildProgram(terminal: Terminal): Command {
  const program = new Command("mudlark")
    .description("A server and toolkit for text worlds that many people share")
    .version(engineVersion(), "--version", "the engine's version alone")
    .option("--game <dir>", "the game's folder; default: the one that you are in")
    .exitOverride()
    .showSuggestionAfterError()
    .configureHelp({ showGlobalOptions: true, sortSubcommands: true });
  for (const add of verbs) add(program, terminal);
  return program;
}
