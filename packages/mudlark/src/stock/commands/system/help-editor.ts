import {
  editor,
  escapeMarkup,
  MudlarkError,
  sentence,
  type EditContext,
  type HelpEntry,
} from "../../../api.ts";
import { longestHelp, writeHelp } from "./write-help.ts";

type Edit = EditContext<{
  readonly key: string;
  readonly aliases: readonly string[];
  readonly category: string;
  readonly locks: string;
}>;

/** The text of a help entry, which need not be there yet. */
export const helpEditor = editor({
  id: "mudlark.sethelp",
  maxLength: longestHelp,
  title: ({ params }: Edit) => `the help on ${escapeMarkup(params.key)}`,
  load: (edit: Edit) => entryOf(edit)?.text ?? "",
  save(edit: Edit, text) {
    entryOf(edit);
    try {
      writeHelp(edit.game.help, { ...edit.params, text });
    } catch (error) {
      const isMistake = error instanceof MudlarkError && ["HELP_NAME", "LOCK_SYNTAX"].includes(error.code);
      if (isMistake) edit.refuse(escapeMarkup(sentence(error.message)));
      throw error;
    }
  },
});

/** The entry, if there is one, and only for those who may write it. */
function entryOf(edit: Edit): HelpEntry | null {
  const { caller, game, params } = edit;
  const entry = game.help.find(params.key);
  const writer = "kind" in caller ? caller : null;
  const isHelper = game.locks.checkText("perm(sethelp) or perm(Helper)", writer, {}, {});
  if (isHelper && writer !== null && entry?.access(writer, "edit") !== false) return entry;
  return edit.refuse(`You may not change the help on ${escapeMarkup(params.key)}.`);
}
