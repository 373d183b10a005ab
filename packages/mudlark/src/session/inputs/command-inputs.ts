import { z } from "zod";
import { foldText } from "../../base/fold-text.ts";
import type { AvailableCommand, CommandDefinition } from "../../command/declaration/definition.ts";
import { describeCommand } from "../../command/declaration/describe-command.ts";
import type { Game } from "../../model/game.ts";
import type { Session } from "../session.ts";
import { inputFunction, type InputFunction } from "./input-function.ts";

/** Letters of a line that is worth completing. */
const longestLine = 1000;
/** Commands that a client is told of at a time. */
const mostCommands = 500;
const longestName = 100;

/**
 * What helps clients to help with typing (`commands.md` §2.6): what a line could become, which commands there are, and
 * what one of them takes. Only commands that the player may use now are named; none of it changes anything.
 */
export function commandInputs(game: Game): Readonly<Record<string, InputFunction>> {
  const available = (session: Session): readonly AvailableCommand[] => {
    const { account, puppet } = session;
    return game.commands
      .available({ caller: puppet ?? account ?? session, session, account, puppet })
      .filter(({ command }) => !command.hidden);
  };

  const categoryOf = ({ category }: CommandDefinition): string => category ?? game.commands.usualCategory;

  return {
    mudlark_commands_complete: inputFunction({
      help: "Answers with what the end of a line could become.",
      positional: ["line"],
      takes: z.object({ line: z.string().max(longestLine) }),
      run(session, { line }) {
        const { replaces, values } = game.commands.complete(session, line);
        session.send("Mudlark.Commands.Completions", [], { line, replaces, values }, "answer");
      },
    }),
    mudlark_commands_list: inputFunction({
      help: "Answers with the commands that you may use now.",
      takes: z.looseObject({}),
      run(session) {
        const commands = available(session)
          .slice(0, mostCommands)
          .map(({ command, names }) => ({ key: command.key, category: categoryOf(command), names }));
        session.send("Mudlark.Commands.List", [commands], {}, "answer");
      },
    }),
    mudlark_commands_describe: inputFunction({
      help: "Answers with what one of your commands takes.",
      positional: ["name"],
      takes: z.object({ name: z.string().max(longestName) }),
      run(session, { name }) {
        const wanted = foldText(name.trim());
        const found = available(session).find(({ names }) => names.some((each) => foldText(each) === wanted));
        if (found === undefined) return `There is no command "${name}" that you may use.`;
        const { command, names } = found;
        session.send(
          "Mudlark.Commands.Description",
          [],
          { ...describeCommand(command), category: categoryOf(command), names },
          "answer",
        );
        return null;
      },
    }),
  };
}
