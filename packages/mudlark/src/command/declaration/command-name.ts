import { foldName } from "../../base/fold-text.ts";

/** A key or an alias, ready to be compared. */
export interface CommandName {
  /** As the author wrote it, with single blanks. */
  readonly written: string;
  readonly folded: string;
}

/** The longest name that a command may have, in letters. */
const longestName = 80;

/**
 * The names of a command, the key first. A name that is there already in another spelling is dropped.
 *
 * @throws TypeError when a name is empty or too long
 */
export function commandNames(
  key: string,
  aliases: readonly string[],
): readonly [CommandName, ...CommandName[]] {
  const first = commandName(key);
  const names = new Map<string, CommandName>();
  for (const alias of aliases) {
    const name = commandName(alias);
    if (name.folded !== first.folded && !names.has(name.folded)) names.set(name.folded, name);
  }
  return [first, ...names.values()];
}

function commandName(text: string): CommandName {
  const written = text.trim().replace(/\s+/gu, " ");
  if (written === "") throw new TypeError("a name of a command is empty");
  if ([...written].length > longestName) {
    throw new TypeError(`a name of a command is longer than ${longestName} letters: "${written}"`);
  }
  return { written, folded: foldName(written) };
}
