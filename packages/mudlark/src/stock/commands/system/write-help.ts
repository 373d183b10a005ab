import type { Game, HelpEntry } from "../../../api.ts";

/** More than that nobody reads. In letters. */
export const longestHelp = 50_000;

/** A help text as `sethelp` names it; what is empty stays as it is. */
export interface WantedHelp {
  readonly key: string;
  readonly aliases: readonly string[];
  readonly category: string;
  readonly locks: string;
  readonly text: string;
}

/**
 * Writes a help text, new or in place of the one before.
 *
 * @throws MudlarkError HELP_NAME or LOCK_SYNTAX
 */
export function writeHelp(
  help: Game["help"],
  { key, aliases, category, locks, text }: WantedHelp,
): HelpEntry {
  const known = help.find(key);
  const entry = known ?? help.create({ key, aliases, text });
  if (known !== null) {
    known.text = text;
    known.aliases.add(aliases);
  }
  if (category !== "") entry.category = category;
  if (locks !== "") entry.locks.add(locks, { overwrite: true });
  return entry;
}
