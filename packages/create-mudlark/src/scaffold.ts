import { randomUUID } from "node:crypto";
import { cp, mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { templates } from "./templates.ts";

export interface ScaffoldOptions {
  /** Where the game goes; made when it is missing. */
  readonly directory: string;
  /** The game's name, as players see it. Default: the folder's name. */
  readonly name?: string | undefined;
  /** One of `templates()`. Default: `tutorial`. */
  readonly template?: string | undefined;
  /** Write into a folder that is not empty; what is there under the same name is replaced, nothing is deleted. */
  readonly force?: boolean | undefined;
  /** Use the engine in this folder, a clone's `packages/mudlark`, instead of the published one. */
  readonly engine?: string | undefined;
}

/** A mistake of the person who asked, to be shown as it is. */
export class ScaffoldError extends Error {}

const leftOut: ReadonlySet<string> = new Set(["node_modules", "var", ".env", "package-lock.json"]);

/**
 * Makes a new game from a template. Nothing is written before everything has been checked.
 *
 * @returns the game's folder, absolute
 * @throws ScaffoldError when the template does not exist or the folder is not empty
 */
export async function scaffold(options: ScaffoldOptions): Promise<string> {
  const directory = path.resolve(options.directory);
  const wanted = options.template ?? "tutorial";
  const known = templates();
  const template = known.find((candidate) => candidate.name === wanted);
  if (template === undefined) {
    const names = known.map((candidate) => candidate.name).join(", ");
    throw new ScaffoldError(`There is no template "${wanted}". Choose one of: ${names}.`);
  }
  const present = await readdir(directory).catch(() => []);
  if (present.length > 0 && options.force !== true) {
    throw new ScaffoldError(
      `${directory} is not empty. Choose another folder, or add --force to write into it.`,
    );
  }
  await mkdir(directory, { recursive: true });
  await cp(template.directory, directory, {
    recursive: true,
    filter: (source) => !leftOut.has(path.basename(source)),
  });
  await personalise(directory, options);
  return directory;
}

async function personalise(directory: string, options: ScaffoldOptions): Promise<void> {
  const manifestFile = path.join(directory, "package.json");
  const manifest = JSON.parse(await readFile(manifestFile, "utf8")) as Record<string, unknown>;
  const folder = path.basename(directory);
  const engine = options.engine === undefined ? "^0.1.0" : `file:${path.resolve(options.engine)}`;
  const changed = {
    ...manifest,
    name: packageName(folder),
    version: "0.1.0",
    description: options.name ?? folder,
    dependencies: { ...(manifest.dependencies as object | undefined), mudlark: engine },
  };
  await writeFile(manifestFile, `${JSON.stringify(changed, null, 2)}\n`);
  await writeFile(path.join(directory, ".gitignore"), "node_modules/\nvar/\n.env\n");
  const configFile = path.join(directory, "mudlark.config.ts");
  const config = await readFile(configFile, "utf8");
  const name = JSON.stringify(options.name ?? folder);
  await writeFile(
    configFile,
    config.replace(/(\bname:\s*)"(?:[^"\\]|\\.)*"/, (_all, key: string) => `${key}${name}`),
  );
}

/** npm allows lower case, digits and a few marks. */
function packageName(folder: string): string {
  const name = folder
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, "-")
    .replaceAll(/^[._-]+|[._-]+$/g, "");
  return name === "" ? `game-${randomUUID().slice(0, 8)}` : name;
}
