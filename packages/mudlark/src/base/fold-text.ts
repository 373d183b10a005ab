/**
 * How names are compared everywhere: in Unicode's composed form (NFC), without regard to case, and with any run of
 * white space as good as any other (`commands.md` §5.2).
 */

const onlyAscii = /^[\0-\x7f]*$/;
const whitespaceRuns = /\s+/gu;
const dotlessI = "ı";

/** The name as it is compared: composed, folded, trimmed, with single blanks inside. */
export function foldName(name: string): string {
  return foldText(name.trim().replace(whitespaceRuns, " "));
}

/** Text without its differences of case and composition. Its length may change. */
export function foldText(text: string): string {
  if (isAscii(text)) return text.toLowerCase();
  let folded = "";
  for (const letter of text.normalize("NFC")) folded += foldLetter(letter);
  return folded;
}

/** Text that folds letter by letter, without a change of length. */
export function isAscii(text: string): boolean {
  return onlyAscii.test(text);
}

/**
 * Full case folding of one code point, from the two tables that JavaScript has. The first lower-casing is for `ẞ`,
 * whose upper case is itself.
 */
function foldLetter(letter: string): string {
  return letter === dotlessI ? letter : letter.toLowerCase().toUpperCase().toLowerCase();
}
