import { spawn } from "node:child_process";
import { globSync } from "node:fs";
import { gameDirectory } from "../game-directory.ts";
import { exitCodes, VerbError } from "../terminal.ts";
import type { AddVerb, GameOptions } from "../verb.ts";

/** Where a game's tests are. */
const pattern = "test/**/*.test.ts";

export const addTest: AddVerb = (program, terminal) => {
  program
    .command("test")
    .description(`run the game's tests, ${pattern}`)
    .argument("[files...]", "only these, by their paths in the game's folder")
    .option("--watch", "run them again whenever something changes")
    .option("--only <pattern>", "only the tests whose name matches")
    .action(async (files: readonly string[], _options, command) => {
      const options = command.optsWithGlobals() as GameOptions & { watch?: boolean; only?: string };
      const directory = gameDirectory(terminal, options);
      const wanted = files.length > 0 ? files : globSync(pattern, { cwd: directory });
      if (wanted.length === 0) {
        throw new VerbError(`There are no tests: no file is called ${pattern}.`, exitCodes.failed);
      }
      const words = [
        ...(options.watch === true ? ["--watch"] : []),
        ...(options.only === undefined ? [] : [`--test-name-pattern=${options.only}`]),
        ...wanted,
      ];
      process.exitCode = await runTests(directory, words, terminal.environment);
    });
};

/** By Node's own test runner, with the Node and the options that this process has. */
function runTests(
  directory: string,
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<number> {
  const child = spawn(process.execPath, ["--test", ...words], {
    cwd: directory,
    stdio: "inherit",
    env: {
      ...environment,
      NODE_OPTIONS: [environment.NODE_OPTIONS ?? "", ...process.execArgv].join(" ").trim(),
    },
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? exitCodes.failed));
  });
}
