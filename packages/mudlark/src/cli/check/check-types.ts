import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { describePlace } from "../../config/code-frame.ts";
import type { Problem } from "./problem.ts";

/**
 * Runs the game's own TypeScript compiler over its code. What it says about files elsewhere, such as the engine's own
 * sources in a clone, is not for the author of the game.
 *
 * @returns null when the game has no compiler or no `tsconfig.json`
 */
export async function checkTypes(directory: string): Promise<readonly Problem[] | null> {
  const compiler = compilerOf(directory);
  if (compiler === null || !existsSync(path.join(directory, "tsconfig.json"))) return null;
  const child = spawn(process.execPath, [compiler, "--noEmit", "--pretty", "false", "-p", directory], {
    cwd: directory,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += String(chunk)));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code === 0) return [];
  if (/^\S.*\(\d+,\d+\): /m.test(output)) return readDiagnostics(output, directory);
  return [{ area: "types", level: "error", text: output.trim() }];
}

/**
 * Reads what the compiler says about a game's files, `src/game.ts(4,5): error TS2322: ...` with further lines
 * indented, and shows the lines around each place.
 */
export function readDiagnostics(output: string, directory: string): readonly Problem[] {
  const starts = [...output.matchAll(/^(\S.*?)\((\d+),(\d+)\): (error|warning) (TS\d+: .*)$/gm)];
  return starts.flatMap((start, index) => {
    const [all, file = "", line, column, level, first = ""] = start;
    const rest = output.slice(start.index + all.length, starts[index + 1]?.index);
    const more = rest.split("\n").filter((text) => text.startsWith(" "));
    if (path.relative(directory, path.resolve(directory, file)).startsWith("..")) return [];
    const place = { file: path.resolve(directory, file), line: Number(line), column: Number(column) };
    const text = describePlace(place, [first, ...more].join("\n"), directory);
    return [{ area: "types", level: level === "error" ? "error" : "warning", text }] as const;
  });
}

function compilerOf(directory: string): string | null {
  try {
    const manifest = createRequire(path.join(directory, "package.json")).resolve("typescript/package.json");
    const { bin } = JSON.parse(readFileSync(manifest, "utf8")) as { bin?: { tsc?: string } };
    return bin?.tsc === undefined ? null : path.resolve(path.dirname(manifest), bin.tsc);
  } catch {
    return null;
  }
}
