import { fork } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { ResolvedConfig } from "../../config/schema.ts";
import type { LoadAnswer } from "./load-program.ts";
import type { Problem } from "./problem.ts";

/** As long as a reload waits for new code, in milliseconds. */
const patience = 60_000;

/** Loads a game's code in a process beside, as a reload does, and puts a world together from it. */
export async function checkCode({ directory, mode }: ResolvedConfig): Promise<readonly Problem[]> {
  const child = fork(program(), { cwd: directory, stdio: ["ignore", 2, 2, "ipc"] });
  const timer = setTimeout(() => child.kill("SIGKILL"), patience);
  const { error, warnings } = await new Promise<LoadAnswer>((resolve) => {
    const fail = (text: string): void => resolve({ error: text, warnings: [] });
    child.once("message", (answer: LoadAnswer) => resolve(answer));
    child.once("error", (failure) => fail(failure.message));
    child.once("exit", (code, signal) =>
      fail(
        signal === null
          ? `The code ended its process while it was loaded, with code ${code ?? 0}.`
          : `The code did not finish loading within ${patience / 1000} seconds.`,
      ),
    );
    child.send({ directory, mode });
  });
  clearTimeout(timer);
  const found = warnings.map((text): Problem => ({ area: "code", level: "warning", text }));
  return error === null ? found : [...found, { area: "code", level: "error", text: error }];
}

/** TypeScript in a clone, JavaScript in a package: as this file is. */
function program(): string {
  const extension = path.extname(fileURLToPath(import.meta.url));
  return fileURLToPath(new URL(`./load-program${extension}`, import.meta.url));
}
