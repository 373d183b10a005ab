import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import { MudlarkError } from "../base/errors.ts";
import { nearest } from "../base/nearest.ts";
import type { SettingValues } from "./lasting-settings.ts";
import { contradictions } from "./contradictions.ts";
import { schema, type ResolvedConfig } from "./schema.ts";
import {
  isSetting,
  type Applies,
  type DefaultContext,
  type Mode,
  type Setting,
  type SettingTree,
} from "./setting.ts";

/** Where a value comes from, the weakest first. */
type Source = "default" | "file" | ".env" | "environment";

export interface Explained {
  readonly path: string;
  readonly value: unknown;
  readonly source: Source;
  readonly applies: Applies;
  /** The environment variable that would set it. */
  readonly variable: string;
}

export interface ConfigSources {
  /** The game's folder, absolute. */
  readonly directory: string;
  readonly mode: Mode;
  /** What the configuration file says. */
  readonly file: unknown;
  /** Variables of the process. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Variables of the game's `.env`, which those of the process win over. */
  readonly dotEnv?: Readonly<Record<string, string | undefined>>;
  /** Settings that keep their value for as long as the game runs. */
  readonly lasting?: SettingValues;
}

/**
 * Puts defaults, configuration file and environment together (`web-and-operations.md` §3.1–3.2).
 *
 * @throws MudlarkError CONFIG_INVALID with all mistakes, one a line: path, what was found, what is expected, and
 * the nearest known name for a slip of the pen
 */
export function resolveConfig(sources: ConfigSources): ResolvedConfig {
  const { config, problems } = new Resolver(sources).resolve();
  if (problems.length > 0) {
    throw new MudlarkError(
      "CONFIG_INVALID",
      `${path.join(sources.directory, "mudlark.config.ts")}: the configuration has mistakes:\n${problems.map(indent).join("\n")}`,
    );
  }
  return config;
}

/** Settings that were changed and have to wait until the game is stopped and started. */
export function heldBackSettings(sources: ConfigSources): readonly string[] {
  return new Resolver(sources).resolve().heldBack;
}

/** Every setting with its value and where that came from. */
export function explainConfig(sources: ConfigSources): readonly Explained[] {
  resolveConfig(sources);
  return new Resolver(sources).resolve().explained;
}

/** The environment variable of a setting: `web.port` is `MUDLARK_WEB_PORT`. */
export function variableOf(settingPath: string): string {
  return `MUDLARK_${settingPath
    // The unit is one word.
    .replaceAll("MiB", "Mib")
    .replaceAll(/([a-z])([A-Z])/g, "$1_$2")
    .replaceAll(".", "_")
    .toUpperCase()}`;
}

class Resolver {
  readonly #sources: ConfigSources;
  readonly #problems: string[] = [];
  readonly #explained: Explained[] = [];
  readonly #values = new Map<string, unknown>();
  readonly #heldBack: string[] = [];

  constructor(sources: ConfigSources) {
    this.#sources = sources;
  }

  resolve(): {
    config: ResolvedConfig;
    problems: readonly string[];
    explained: readonly Explained[];
    heldBack: readonly string[];
  } {
    const { directory, mode, file } = this.#sources;
    const tree = this.#branch(schema, file ?? {}, "");
    this.#refuseUnknownVariables();
    const config = { ...(tree as object), mode, directory } as ResolvedConfig;
    this.#problems.push(...contradictions(config));
    return { config, problems: this.#problems, explained: this.#explained, heldBack: this.#heldBack };
  }

  #branch(tree: SettingTree, given: unknown, prefix: string): unknown {
    if (typeof given !== "object" || given === null || Array.isArray(given)) {
      this.#problems.push(`${prefix || "the configuration"}: found ${show(given)}, expected an object`);
      return this.#branch(tree, {}, prefix);
    }
    for (const name of Object.keys(given)) if (!Object.hasOwn(tree, name)) this.#unknown(tree, name, prefix);
    const entries = Object.entries(tree).map(([name, node]) => {
      const at = prefix === "" ? name : `${prefix}.${name}`;
      const value = (given as Record<string, unknown>)[name];
      return [name, isSetting(node) ? this.#leaf(node, value, at) : this.#branch(node, value ?? {}, at)];
    });
    return Object.freeze(Object.fromEntries(entries));
  }

  #leaf(node: Setting<unknown>, given: unknown, at: string): unknown {
    const variable = variableOf(at);
    const { environment, dotEnv = {} } = this.#sources;
    const fromVariable = environment[variable] ?? dotEnv[variable];
    const source = this.#sourceOf(variable, given);
    const candidate = fromVariable === undefined ? given : readVariable(node, fromVariable);
    const wanted =
      source === "default" ? this.#fallback(node) : this.#validate(node, candidate, at, source, variable);
    const value = this.#lasting(at, wanted);
    this.#values.set(at, value);
    this.#explained.push({ path: at, value, source, applies: node.applies, variable });
    return value;
  }

  #lasting(at: string, wanted: unknown): unknown {
    const { lasting = {} } = this.#sources;
    if (!Object.hasOwn(lasting, at) || isDeepStrictEqual(lasting[at], wanted)) return wanted;
    this.#heldBack.push(at);
    return lasting[at];
  }

  #sourceOf(variable: string, given: unknown): Source {
    const { environment, dotEnv = {} } = this.#sources;
    if (environment[variable] !== undefined) return "environment";
    if (dotEnv[variable] !== undefined) return ".env";
    return given === undefined ? "default" : "file";
  }

  #validate(node: Setting<unknown>, value: unknown, at: string, source: Source, variable: string): unknown {
    const result = node.schema.safeParse(value);
    if (result.success) return result.data;
    const where = source === "file" ? at : `${variable} (${at})`;
    const expected = result.error.issues
      .map((issue) => issue.message.replace(/^Invalid input: /, ""))
      .join("; ");
    this.#problems.push(`${where}: found ${show(value)}, ${expected}`);
    return this.#fallback(node);
  }

  #fallback(node: Setting<unknown>): unknown {
    if (typeof node.fallback !== "function") return node.fallback;
    const context: DefaultContext = {
      directoryName: path.basename(this.#sources.directory),
      mode: this.#sources.mode,
      get: (other) => this.#values.get(other),
    };
    return (node.fallback as (context: DefaultContext) => unknown)(context);
  }

  #unknown(tree: SettingTree, name: string, prefix: string): void {
    const at = prefix === "" ? name : `${prefix}.${name}`;
    const near = nearest(name, Object.keys(tree));
    const hint = near === null ? "" : `; did you mean ${prefix === "" ? near : `${prefix}.${near}`}?`;
    this.#problems.push(`${at}: there is no such setting${hint}`);
  }

  #refuseUnknownVariables(): void {
    const known = new Set(this.#explained.map((entry) => entry.variable));
    for (const name of Object.keys({ ...this.#sources.dotEnv, ...this.#sources.environment })) {
      if (!name.startsWith("MUDLARK_") || known.has(name) || otherVariables.has(name)) continue;
      const near = nearest(name, known);
      this.#problems.push(
        `${name}: no setting has this variable${near === null ? "" : `; did you mean ${near}?`}`,
      );
    }
  }
}

/** Variables with this prefix that are not settings: the mode, and the first superuser. */
const otherVariables: ReadonlySet<string> = new Set([
  "MUDLARK_ENV",
  "MUDLARK_SUPERUSER_NAME",
  "MUDLARK_SUPERUSER_PASSWORD",
  "MUDLARK_SUPERUSER_PASSWORD_FILE",
  "MUDLARK_SUPERUSER_EMAIL",
]);

/** What a variable says: a text as it is, anything else, and null, as JSON, and a list also with commas only. */
function readVariable(node: Setting<unknown>, raw: string): unknown {
  const fits = (value: unknown): boolean => node.schema.safeParse(value).success;
  if (fits(raw)) return raw;
  const value = jsonOrText(raw);
  if (fits(value)) return value;
  const words = raw.split(",").map((word) => word.trim());
  return [words.map(jsonOrText), words].find(fits) ?? value;
}

function jsonOrText(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return raw;
  }
}

function show(value: unknown): string {
  return value === undefined ? "nothing" : (JSON.stringify(value) ?? `a ${typeof value}`);
}

function indent(line: string): string {
  return `  ${line}`;
}
