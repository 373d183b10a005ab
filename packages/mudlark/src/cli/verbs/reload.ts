import type { Command } from "commander";
import { renew } from "../renew.ts";
import type { AddVerb } from "../verb.ts";

export const addReload: AddVerb = (program, terminal) => {
  program
    .command("reload")
    .description("replace the running game code; players stay connected")
    .argument("[reason...]", "what the players are told")
    .action(async (reason: string[], _options, command: Command) => {
      await renew(terminal, command, "reload", reason);
      terminal.print("The new code runs.");
    });
};
