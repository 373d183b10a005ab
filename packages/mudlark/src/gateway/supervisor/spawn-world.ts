import { spawn } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { SettingValues } from "../../config/lasting-settings.ts";
import type { Mode } from "../../config/setting.ts";
import type { SpawnWorld, WorldProcess } from "./world-process.ts";

/**
 * Starts worlds as processes of their own, with the same Node and the same options as this one but those for memory. What a world has to
 * know comes as one line of JSON on its standard input: `{secret, role, directory, mode, link, lasting}`; a secret has no
 * place among arguments or variables.
 */
export function worldSpawner(options: {
  readonly directory: string;
  readonly mode: Mode;
  /** The socket on which the gateway waits for worlds. */
  readonly link: string;
  /** Settings that stay as they are, whatever the configuration says when a later world reads it. */
  readonly lasting: SettingValues;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The program to run. Default: the engine's own world. */
  readonly program?: string;
}): SpawnWorld {
  const { directory, mode, link, lasting, environment, program = worldProgram() } = options;
  return (role, secret): WorldProcess => {
    const child = spawn(process.execPath, [...worldArguments(), program], {
      cwd: directory,
      // A group of its own: Ctrl-C in the terminal is the gateway's business, which then stops the world in order.
      detached: true,
      env: { ...environment },
      stdio: ["pipe", "inherit", "inherit"],
    });
    const { stdin } = child;
    stdin.on("error", () => {});
    stdin.end(`${JSON.stringify({ secret, role, directory, mode, link, lasting })}\n`);
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

/** This process may keep its young objects in a narrower space than suits a world. */
function worldArguments(): readonly string[] {
  return process.execArgv.filter((option) => !option.startsWith("--max-semi-space-size"));
}

/** TypeScript in a clone, JavaScript in a package: as this file is. */
function worldProgram(): string {
  const extension = path.extname(fileURLToPath(import.meta.url));
  return fileURLToPath(new URL(`../../world/main${extension}`, import.meta.url));
}
