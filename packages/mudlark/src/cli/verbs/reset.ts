import type { Command } from "commander";
import { renew } from "../renew.ts";
import type { AddVerb } from "../verb.ts";

export const addReset: AddVerb = (program, terminal) => {
  program
    .command("reset")
    .description("replace the running game code as a cold start would; players stay connected")
    .argument("[reason...]", "what the players are told")
    .action(async (reason: string[], _options, command: Command) => {
      await renew(terminal, command, "reset", reason);
      terminal.print("The world was reset.");
    });
};
