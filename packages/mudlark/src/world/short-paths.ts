import path from "node:path";
import { pathToFileURL } from "node:url";

const engine = path.resolve(import.meta.dirname, "../..");

/**
 * Makes the paths in a trace short: those of the game are relative to its folder, those of the engine begin with
 * `mudlark/`. Where either lies on the machine is nobody's business.
 */
export function shortPaths(gameDirectory: string): (trace: string) => string {
  const roots = [
    [gameDirectory, ""],
    [engine, "mudlark/"],
  ] as const;
  const replacements = roots.flatMap(([root, short]) => {
    const folder = path.resolve(root) + path.sep;
    return [
      [pathToFileURL(folder).href, short],
      [folder, short],
    ] as const;
  });
  return (trace) => replacements.reduce((text, [long, short]) => text.replaceAll(long, short), trace);
}
