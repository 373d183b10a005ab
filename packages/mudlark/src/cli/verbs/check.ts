import { hasCode } from "../../base/errors.ts";
import { checkCode } from "../check/check-code.ts";
import { checkTypes } from "../check/check-types.ts";
import type { Problem } from "../check/problem.ts";
import { productionWarnings, surroundingsOf } from "../check/production-warnings.ts";
import { NotRunning } from "../control-client.ts";
import { gameDirectory, openGame } from "../game-directory.ts";
import { liveFindings } from "../live-findings.ts";
import { exitCodes, VerbError, type Terminal } from "../terminal.ts";
import type { AddVerb, GameOptions } from "../verb.ts";

interface CheckOptions extends GameOptions {
  readonly live?: boolean;
  readonly json?: boolean;
}

export const addCheck: AddVerb = (program, terminal) => {
  program
    .command("check")
    .description(
      "try configuration, types and code without starting anything, and warn of what is risky in public",
    )
    .option("--live", "look instead whether sessions, accounts and characters of the running game agree")
    .option("--json", "as JSON, for programs")
    .action(async (_options, command) => {
      const options = command.optsWithGlobals() as CheckOptions;
      if (options.live === true) return checkLive(terminal, options);
      const problems = await checkAll(terminal, options);
      const isFine = problems.every(({ level }) => level === "warning");
      terminal.print(
        options.json === true ? JSON.stringify({ ok: isFine, problems }, null, 2) : inWords(problems),
      );
      if (!isFine) process.exitCode = exitCodes.failed;
      return undefined;
    });
};

/** The invariants of `sessions.md` §2, and what else only a running world has in its memory. */
async function checkLive(terminal: Terminal, options: CheckOptions): Promise<void> {
  const { paths } = await openGame(terminal, options);
  const findings = await liveFindings(paths.control).catch((error: unknown) => {
    if (!(error instanceof NotRunning)) throw error;
    throw new VerbError("The game is not running, so there is nothing to look at.", exitCodes.notRunning);
  });
  const isFine = findings.length === 0;
  const inText = isFine
    ? "Sessions, accounts and characters agree."
    : findings.map(({ about, problem }) => `${about}: ${problem}`).join("\n");
  terminal.print(options.json === true ? JSON.stringify({ ok: isFine, findings }, null, 2) : inText);
  if (!isFine) process.exitCode = exitCodes.failed;
}

async function checkAll(terminal: Terminal, options: GameOptions): Promise<readonly Problem[]> {
  const directory = gameDirectory(terminal, options);
  const types = checkTypes(directory);
  const rest = await checkConfigAndCode(terminal, options);
  const found = await types;
  if (found === null) {
    terminal.note("Types were not checked: this game has no TypeScript of its own. Try: npm install");
  }
  return [...rest, ...(found ?? [])];
}

async function checkConfigAndCode(terminal: Terminal, options: GameOptions): Promise<readonly Problem[]> {
  try {
    const { config } = await openGame(terminal, options);
    return [...(await checkCode(config)), ...productionWarnings(config, surroundingsOf(config.directory))];
  } catch (error) {
    if (!hasCode(error, "CONFIG_INVALID")) throw error;
    return [{ area: "configuration", level: "error", text: error.message }];
  }
}

/** Errors last: they are what the eye falls on. */
function inWords(problems: readonly Problem[]): string {
  const errors = problems.filter(({ level }) => level === "error");
  const warnings = problems.filter(({ level }) => level === "warning");
  const shown = [...warnings, ...errors].map(({ area, level, text }) =>
    level === "warning" ? `Warning: ${text}` : `Error (${area}): ${text}`,
  );
  const verdict =
    errors.length === 0
      ? "The game can be started."
      : `The game has ${errors.length} ${errors.length === 1 ? "error" : "errors"}.`;
  return [...shown, verdict].join("\n\n");
}
