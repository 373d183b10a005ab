import { spawn } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Mode } from "../../config/setting.ts";
import type { SpawnWorld, WorldProcess } from "./world-process.ts";

/**
 * Starts worlds as processes of their own, with the same Node and the same options as this one. What a world has to
 * know comes as one line of JSON on its standard input: `{secret, role, directory, mode}`; a secret has no place
 * among arguments or variables.
 */
export function worldSpawner(options: {
  readonly directory: string;
  readonly mode: Mode;
  readonly environment: Readonly<Record<string, string | undefined>>;
}): SpawnWorld {
  const { directory, mode, environment } = options;
  const extension = path.extname(fileURLToPath(import.meta.url));
  const main = fileURLToPath(new URL(`../../world/main${extension}`, import.meta.url));
  return (role, secret): WorldProcess => {
    const child = spawn(process.execPath, [...process.execArgv, main], {
      cwd: directory,
      env: { ...environment },
      stdio: ["pipe", "inherit", "inherit"],
    });
    const { stdin } = child;
    stdin.on("error", () => {});
    stdin.end(`${JSON.stringify({ secret, role, directory, mode })}\n`);
    const exited = new Promise<readonly [number | null, string | null]>((resolve) => {
      child.once("exit", (code, signal) => resolve([code, signal]));
      child.once("error", () => resolve([null, null]));
    });
    return {
      pid: child.pid ?? -1,
      kill: () => void child.kill("SIGKILL"),
      onExit: (handler) => void exited.then(([code, signal]) => handler(code, signal)),
    };
  };
}
