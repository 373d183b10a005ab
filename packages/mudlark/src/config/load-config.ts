import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { parseEnv } from "node:util";
import { MudlarkError } from "../base/errors.ts";
import { describeWithFrame } from "./code-frame.ts";
import { resolveConfig, type ConfigSources } from "./resolve-config.ts";
import type { ResolvedConfig } from "./schema.ts";
import type { Mode } from "./setting.ts";

const fileName = "mudlark.config.ts";

/**
 * Walks up from a folder to the one that holds `mudlark.config.ts`; null when there is none.
 */
export function findGameDirectory(start: string): string | null {
  for (let folder = path.resolve(start); ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, fileName))) return folder;
    if (folder === path.dirname(folder)) return null;
  }
}

/** The variables of the process, over those of the game's `.env`. */
export function withDotEnv(
  directory: string,
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string | undefined>> {
  return { ...readDotEnv(directory), ...environment };
}

function readDotEnv(directory: string): Readonly<Record<string, string | undefined>> {
  const file = path.join(directory, ".env");
  return existsSync(file) ? parseEnv(readFileSync(file, "utf8")) : {};
}

/**
 * Reads everything that configures the game in a folder: its configuration file, its `.env`, and the environment.
 *
 * @throws MudlarkError CONFIG_INVALID when the file cannot be loaded
 */
export async function readConfigSources(
  directory: string,
  environment: Readonly<Record<string, string | undefined>>,
  defaultMode: Mode,
): Promise<ConfigSources> {
  const file = path.join(directory, fileName);
  const dotEnv = readDotEnv(directory);
  const mode = readMode(environment.MUDLARK_ENV ?? dotEnv.MUDLARK_ENV, defaultMode);
  return { directory, mode, file: await importConfig(file, mode), environment, dotEnv };
}

/** The effective configuration of the game in a folder. */
export async function loadConfig(
  directory: string,
  environment: Readonly<Record<string, string | undefined>>,
  defaultMode: Mode = "production",
): Promise<ResolvedConfig> {
  return resolveConfig(await readConfigSources(directory, environment, defaultMode));
}

async function importConfig(file: string, mode: Mode): Promise<unknown> {
  if (!existsSync(file)) {
    throw new MudlarkError("CONFIG_INVALID", `There is no ${fileName} in ${path.dirname(file)}.`);
  }
  try {
    const module = (await import(pathToFileURL(file).href)) as { default?: unknown };
    const { default: exported } = module;
    return typeof exported === "function"
      ? (exported as (context: { mode: Mode }) => unknown)({ mode })
      : exported;
  } catch (cause) {
    throw new MudlarkError(
      "CONFIG_INVALID",
      `${fileName} could not be loaded.\n${describeWithFrame(cause, path.dirname(file))}`,
      { cause },
    );
  }
}

function readMode(given: string | undefined, fallback: Mode): Mode {
  if (given === undefined || given === "") return fallback;
  if (given === "development" || given === "test" || given === "production") return given;
  throw new MudlarkError(
    "CONFIG_INVALID",
    `MUDLARK_ENV is "${given}"; it may be development, test or production.`,
  );
}
