import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import type { ServerStatus } from "../../gateway/control/protocol.ts";
import { openGame } from "../game-directory.ts";
import { requireStopped } from "../require-stopped.ts";
import { describeStatus, statusOf } from "../server-status.ts";
import { superuserQuestions } from "../superuser-questions.ts";
import { VerbError } from "../terminal.ts";
import type { AddVerb, GameOptions } from "../verb.ts";

export const addStart: AddVerb = (program, terminal) => {
  program
    .command("start")
    .description("start the game in the background and wait until it answers")
    .action(async (_options, command) => {
      const game = await openGame(terminal, command.optsWithGlobals() as GameOptions);
      const { paths, config } = game;
      await requireStopped(paths, "The game is already running.");
      const superuser = await superuserQuestions(terminal, game);
      mkdirSync(paths.logs, { recursive: true });
      const { log } = paths;
      const output = openSync(log, "a");
      const [entry = ""] = process.argv.slice(1);
      const child = spawn(process.execPath, [...process.execArgv, entry, "run", "--game", config.directory], {
        detached: true,
        stdio: ["ignore", output, output],
        env: { ...process.env, ...superuser },
      });
      closeSync(output);
      const status = await waitUntilServing(paths.control, child);
      child.unref();
      if (status === null) throw new VerbError(`The game did not start. The end of ${log}:\n${tail(log)}`);
      terminal.print(describeStatus(status));
    });
};

async function waitUntilServing(
  controlSocket: string,
  child: { readonly exitCode: number | null },
): Promise<ServerStatus | null> {
  for (let tries = 0; tries < 600 && child.exitCode === null; tries++) {
    const status = await statusOf(controlSocket).catch(() => null);
    if (status?.world.state === "serving") return status;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return null;
}

function tail(file: string): string {
  return readFileSync(file, "utf8").trimEnd().split("\n").slice(-15).join("\n");
}
