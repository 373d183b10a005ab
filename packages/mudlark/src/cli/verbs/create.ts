import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { scaffold, ScaffoldError, templates } from "create-mudlark";
import { askQuestions } from "../questions.ts";
import { exitCodes, VerbError, type Terminal } from "../terminal.ts";
import type { AddVerb } from "../verb.ts";

interface CreateOptions {
  readonly name?: string;
  readonly template?: string;
  readonly yes?: boolean;
  readonly force?: boolean;
  readonly link?: boolean;
  readonly install: boolean;
  readonly git: boolean;
}

export const addCreate: AddVerb = (program, terminal) => {
  program
    .command("create")
    .description("make a new game in a folder of its own")
    .argument("[directory]", "where it goes")
    .option("--name <name>", "the game's name, as players see it")
    .option(
      "--template <name>",
      `what to start from: ${templates()
        .map((template) => template.name)
        .join(", ")}`,
    )
    .option("--yes", "ask nothing; the default when there is no terminal")
    .option("--force", "write into a folder that is not empty; nothing is deleted")
    .option("--link", "use the engine of this clone instead of the published one")
    .option("--no-install", "do not install packages")
    .option("--no-git", "do not make a git repository")
    .action((directory: string | undefined, options: CreateOptions) => create(terminal, directory, options));
};

async function create(terminal: Terminal, given: string | undefined, options: CreateOptions): Promise<void> {
  const ask = terminal.interactive && options.yes !== true;
  const answers = await askQuestions(ask, [
    { key: "directory", text: "Folder of the new game", given, fallback: "my-game" },
    { key: "name", text: "Name of the game", given: options.name, fallback: null },
    { key: "template", text: "Start from (tutorial, empty)", given: options.template, fallback: "tutorial" },
  ]);
  const directory = path.resolve(terminal.workingDirectory, answers.directory ?? "my-game");
  try {
    await scaffold({
      directory,
      name: answers.name,
      template: answers.template,
      force: options.force,
      engine: options.link === true ? linkedEngine() : undefined,
    });
  } catch (error) {
    if (error instanceof ScaffoldError) throw new VerbError(error.message);
    throw error;
  }
  if (options.install) run("npm", ["install", "--no-audit", "--no-fund"], directory, terminal);
  if (options.git && !existsSync(path.join(directory, ".git")))
    run("git", ["init", "--quiet"], directory, terminal);
  terminal.print(nextSteps(directory, terminal));
}

/** npm runs some commands elsewhere than where the person is: a short path is given only if it is right for them. */
function nextSteps(directory: string, { workingDirectory, environment }: Terminal): string {
  const isHere = (environment.INIT_CWD ?? workingDirectory) === workingDirectory;
  const relative = path.relative(workingDirectory, directory);
  const isBelow = isHere && !relative.startsWith("..") && !path.isAbsolute(relative);
  const shown = isBelow ? relative : directory;
  return [
    `Your game is in ${directory}. Now type:`,
    ...(shown === "" ? [] : [`  cd ${/\s/.test(shown) ? `"${shown}"` : shown}`]),
    "  npm run dev",
    "Then play at http://localhost:4001 or by: telnet localhost 4000",
  ].join("\n");
}

/** The engine that runs this, when it runs from its sources. */
function linkedEngine(): string {
  const engine = path.resolve(import.meta.dirname, "../../..");
  if (existsSync(path.join(engine, "src", "cli", "main.ts"))) return engine;
  throw new VerbError(
    "--link works in a clone of Mudlark only: this is the published engine.",
    exitCodes.usage,
  );
}

/** The game exists either way: a failure here is a remark, not an end. */
function run(program: string, words: readonly string[], directory: string, terminal: Terminal): void {
  const { status, error } = spawnSync(program, words, {
    cwd: directory,
    stdio: ["ignore", "ignore", "pipe"],
  });
  if (status === 0) return;
  terminal.note(
    `"${program} ${words.join(" ")}" did not work${error ? ` (${error.message})` : ""}; run it yourself.`,
  );
}
