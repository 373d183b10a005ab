import { escapeMarkup, MudlarkError, sentence, type CommandContext } from "../../api.ts";

/** What somebody can get wrong by typing. Everything else is the engine's fault, or that of the game's code. */
const mistakes: ReadonlySet<MudlarkError["code"]> = new Set([
  "ATTRIBUTE_KEY",
  "ATTRIBUTE_VALUE",
  "CHANNEL_NAME",
  "CLASS_UNKNOWN",
  "ENTITY_KEY",
  "ENTITY_MISSING",
  "HELP_NAME",
  "LOCK_SYNTAX",
  "NICK_INVALID",
  "PROTOTYPE_INVALID",
  "TAG_INVALID",
]);

/** Runs something; a mistake in what was typed ends the command with the words of the mistake. */
export function tellMistakes<T>(ctx: CommandContext, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof MudlarkError && mistakes.has(error.code))
      ctx.fail(escapeMarkup(sentence(error.message)));
    throw error;
  }
}
