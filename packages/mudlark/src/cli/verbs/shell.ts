import { text } from "node:stream/consumers";
import { operate } from "../operate.ts";
import { exitCodes, VerbError } from "../terminal.ts";
import type { AddVerb, GameOptions } from "../verb.ts";

interface ShellOptions extends GameOptions {
  readonly eval?: string;
  readonly json?: boolean;
}

export const addShell: AddVerb = (program, terminal) => {
  program
    .command("shell")
    .description("run TypeScript in the world and show its value; in the running one when there is one")
    .option("--eval <code>", "the code; without this it is read from standard input")
    .option("--json", "the value as JSON, for programs")
    .addHelpText(
      "after",
      "\nBound: game, me (the first account's character), search(text), create(Class, options), wait(promise),\n" +
        "Thing, Character, Room, Exit. It is one turn: an error undoes it.\n\n" +
        "Example: mudlark shell --eval 'game.objects.size'",
    )
    .action(async (_options, command) => {
      const options = command.optsWithGlobals() as ShellOptions;
      if (options.eval === undefined && terminal.interactive) {
        throw new VerbError(
          "Say what to run, as in: mudlark shell --eval 'game.objects.size'",
          exitCodes.usage,
        );
      }
      const code = options.eval ?? (await text(process.stdin));
      const colour = terminal.colour && options.json !== true;
      const { shown, value } = (await operate(terminal, options, "eval", { code, colour })) as {
        shown: string;
        value: unknown;
      };
      terminal.print(options.json === true ? JSON.stringify(value) : shown);
    });
};
