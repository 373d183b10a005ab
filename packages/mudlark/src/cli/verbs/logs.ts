import { existsSync } from "node:fs";
import path from "node:path";
import { prettyLine } from "../../log/pretty.ts";
import { locateGame } from "../game-directory.ts";
import { lastLines } from "../logs/last-lines.ts";
import { isLevel, isWanted, type Wanted } from "../logs/log-filter.ts";
import { LogFollower } from "../logs/log-follower.ts";
import { exitCodes, VerbError } from "../terminal.ts";
import type { AddVerb, GameOptions } from "../verb.ts";

interface LogOptions extends GameOptions {
  readonly follow?: boolean;
  readonly lines: string;
  readonly file?: string;
  readonly level: string;
  readonly grep?: string;
  readonly json?: boolean;
}

/** How often a followed log is looked at, in milliseconds. */
const interval = 200;

export const addLogs: AddVerb = (program, terminal) => {
  program
    .command("logs")
    .description("show the end of the log of a game that was started with start")
    .option("-f, --follow", "go on with what is written from now on, until Ctrl-C")
    .option("-n, --lines <count>", "how many lines", "20")
    .option("--file <name>", "another file of the log folder, or a path")
    .option("--level <level>", "this and graver: debug, info, warn, error", "debug")
    .option("--grep <expression>", "only lines that match this regular expression")
    .option("--json", "as they are written, for programs")
    .action(async (_options, command) => {
      const options = command.optsWithGlobals() as LogOptions;
      const { logs, log } = await locateGame(terminal, options);
      const file = options.file === undefined ? log : path.resolve(logs, options.file);
      if (!existsSync(file)) {
        throw new VerbError(
          `There is no log in ${file} yet. A game writes it when it was started with: mudlark start`,
        );
      }
      const wanted = readWanted(options);
      const show = (line: string): void =>
        terminal.print(options.json === true ? line : prettyLine(line, terminal.colour));
      const { lines, end } = lastLines(file, readCount(options.lines), (line) => isWanted(line, wanted));
      for (const line of lines) show(line);
      if (options.follow === true) await follow(file, end, (line) => isWanted(line, wanted) && show(line));
    });
};

/** Until the person has seen enough. */
function follow(file: string, from: number, onLine: (line: string) => unknown): Promise<void> {
  const follower = new LogFollower(file, from, onLine);
  const timer = setInterval(() => follower.poll(), interval);
  return new Promise((resolve) => {
    const end = (): void => {
      clearInterval(timer);
      follower.close();
      resolve();
    };
    process.once("SIGINT", end);
    process.once("SIGTERM", end);
  });
}

function readWanted({ level, grep }: LogOptions): Wanted {
  if (!isLevel(level)) {
    throw new VerbError(`"${level}" is no level. Choose debug, info, warn or error.`, exitCodes.usage);
  }
  try {
    return { level, grep: grep === undefined ? null : new RegExp(grep, "u") };
  } catch {
    throw new VerbError(`"${grep ?? ""}" is no regular expression.`, exitCodes.usage);
  }
}

function readCount(typed: string): number {
  const count = Number(typed);
  if (Number.isInteger(count) && count >= 0) return count;
  throw new VerbError(`"${typed}" is no number of lines.`, exitCodes.usage);
}
