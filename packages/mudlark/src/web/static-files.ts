import { readdirSync, readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

interface StaticFile {
  readonly type: string;
  readonly body: string;
}

interface StaticFiles {
  /** Null when there is no such file. Names that are not listed lead nowhere, whatever they contain. */
  find(name: string): StaticFile | null;
  /** The address of a browser module. */
  script(name: string): string;
}

const types: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".js": "text/javascript; charset=utf-8",
  ".ts": "text/javascript; charset=utf-8",
};

/**
 * Reads the files that pages refer to. The browser's modules are TypeScript in a clone, as everything else, and
 * their types are taken out here, with the same means by which Node runs the rest: so they are checked and linted
 * like the rest, and no build stands between an edit and a reload. A package has them as JavaScript.
 */
export function readStaticFiles(): StaticFiles {
  const here = import.meta.dirname;
  const extension = path.extname(fileURLToPath(import.meta.url));
  const files = new Map<string, StaticFile>();
  for (const folder of ["assets", "browser"]) {
    for (const name of readdirSync(path.join(here, folder))) {
      const type = types[path.extname(name)];
      if (type === undefined || /\.(test|d)\.ts$/.test(name)) continue;
      const text = readFileSync(path.join(here, folder, name), "utf8");
      files.set(name, { type, body: name.endsWith(".ts") ? stripTypeScriptTypes(text) : text });
    }
  }
  return {
    find: (name) => files.get(name) ?? null,
    script: (name) => `/assets/${name}${extension}`,
  };
}
