import type { Terminal } from "../terminal.ts";
import { nearest } from "../../base/nearest.ts";
import { readConfigSources } from "../../config/load-config.ts";
import { maskSecrets } from "../../config/mask-secrets.ts";
import { explainConfig, type Explained } from "../../config/resolve-config.ts";
import { settingDocs } from "../../config/setting-docs.ts";
import { gameDirectory } from "../game-directory.ts";
import { exitCodes, VerbError } from "../terminal.ts";
import type { AddVerb, GameOptions } from "../verb.ts";

interface ConfigOptions extends GameOptions {
  readonly all?: boolean;
  readonly diff?: boolean;
  readonly json?: boolean;
}

/** A setting as it is shown. */
interface Shown {
  readonly key: string;
  readonly value: unknown;
  readonly source: string;
  readonly applies: string;
  readonly variable: string;
  readonly doc: string;
}

export const addConfig: AddVerb = (program, terminal) => {
  program
    .command("config")
    .description("show the effective settings and where each comes from")
    .argument("[key...]", "settings or groups of them, such as web.port or accounts; these are explained")
    .option("--all", "explain all of them")
    .option("--diff", "only those that are not the default")
    .option("--json", "as JSON, for programs")
    .action(async (keys: string[], _options, command) => {
      const options = command.optsWithGlobals() as ConfigOptions;
      const settings = await readSettings(terminal, options);
      for (const key of keys) requireKnown(key, settings);
      const shown = settings
        .filter(({ key }) => keys.length === 0 || keys.some((wanted) => isWithin(key, wanted)))
        .filter(({ source }) => options.diff !== true || source !== "default");
      const isExplained = options.all === true || keys.length > 0;
      if (options.json === true) return terminal.print(JSON.stringify(shown, null, 2));
      if (shown.length === 0) return terminal.print("Every setting has its default.");
      return terminal.print(shown.map(isExplained ? explain : line).join(isExplained ? "\n\n" : "\n"));
    });
};

async function readSettings(terminal: Terminal, options: GameOptions): Promise<readonly Shown[]> {
  const directory = gameDirectory(terminal, options);
  const docs = settingDocs();
  const sources = await readConfigSources(directory, terminal.environment, "production");
  return explainConfig(sources).map(({ path, value, source, applies, variable }: Explained) => ({
    key: path,
    value: path.endsWith("Secret") ? hidden(value) : maskSecrets(value),
    source,
    applies,
    variable,
    doc: docs.get(path) ?? "",
  }));
}

function hidden(value: unknown): unknown {
  return value === null ? null : "[secret]";
}

function requireKnown(key: string, settings: readonly Shown[]): void {
  if (settings.some((setting) => isWithin(setting.key, key))) return;
  const near = nearest(
    key,
    settings.map((setting) => setting.key),
  );
  const hint = near === null ? "All of them: mudlark config" : `Did you mean ${near}?`;
  throw new VerbError(`There is no setting ${key}. ${hint}`, exitCodes.usage);
}

function isWithin(key: string, wanted: string): boolean {
  return key === wanted || key.startsWith(`${wanted}.`);
}

function line({ key, value, source }: Shown): string {
  const where = source === "default" ? "" : `  (${source})`;
  return `${key} = ${JSON.stringify(value)}${where}`;
}

const whenItApplies: Readonly<Record<string, string>> = {
  reload: "A change applies at a reload.",
  restart: "A change applies when the game is stopped and started.",
  new: "A change applies to what is made afterwards.",
};

function explain(setting: Shown): string {
  return [
    `${setting.key} = ${JSON.stringify(setting.value)}`,
    `  ${setting.doc}`,
    `  From: ${setting.source}. ${whenItApplies[setting.applies] ?? ""} Variable: ${setting.variable}`,
  ].join("\n");
}
