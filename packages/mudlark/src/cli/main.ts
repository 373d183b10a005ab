import { CommanderError } from "commander";
import { messageOf } from "../base/errors.ts";
import { buildProgram } from "./program.ts";
import { exitCodes, processTerminal, VerbError } from "./terminal.ts";

const terminal = processTerminal();
try {
  await buildProgram(terminal).parseAsync();
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
