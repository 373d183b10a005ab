export interface UsernameRules {
  readonly minLength: number;
  readonly maxLength: number;
  /** Single blanks inside a name? */
  readonly blanks: boolean;
}

/** What a new name must not be mistaken for. */
export interface NameNeighbours {
  readonly taken: boolean;
  /** Somebody's name that looks the same. */
  readonly lookAlike?: string | null;
  readonly guests: readonly string[];
}

/** Words that mean something to the game itself (`sessions.md` §6.1). */
const reserved: ReadonlySet<string> = new Set([
  "me",
  "self",
  "here",
  "guest",
  "all",
  "who",
  "none",
  "null",
  "system",
]);

/** One spelling for what looks the same: Unicode NFKC, single blanks, none at the ends. */
export function normaliseUsername(typed: string): string {
  return typed.normalize("NFKC").replaceAll(/\s+/g, " ").trim();
}

/** How names are compared: upper and lower case are the same. */
export function foldUsername(name: string): string {
  return name.toLowerCase();
}

/** Letters and groups of letters that are hard to tell apart, each with the one that stands for all (after UTS 39). */
const alike: readonly (readonly [pattern: RegExp, letter: string])[] = [
  [/[0Oo]/g, "o"],
  [/[1Il]/g, "l"],
  [/rn/gi, "m"],
  [/vv/gi, "w"],
];

/** The same for names that look the same, such as `Ivan` and `lvan`, or `Warden` and `VVarden`. */
export function looksOf(name: string): string {
  return foldUsername(alike.reduce((looks, [pattern, letter]) => looks.replaceAll(pattern, letter), name));
}

/** Everything that is wrong with a new name, as sentences for the player; empty when it is fine. */
export function usernameProblems(name: string, rules: UsernameRules, others: NameNeighbours): string[] {
  const { taken, lookAlike = null, guests } = others;
  const problems: string[] = [];
  const allowed = rules.blanks ? /^[A-Za-z0-9_@.+-]+(?: [A-Za-z0-9_@.+-]+)*$/ : /^[A-Za-z0-9_@.+-]+$/;
  if (!allowed.test(name)) {
    problems.push(
      `A name may contain only letters from A to Z, digits, and @ . + - _${rules.blanks ? ", with single blanks between" : ""}.`,
    );
  }
  const length = [...name].length;
  if (length < rules.minLength) problems.push(`A name needs at least ${rules.minLength} letters.`);
  if (length > rules.maxLength) problems.push(`A name can have at most ${rules.maxLength} letters.`);
  const folded = foldUsername(name);
  if (reserved.has(folded) || guests.some((guest) => foldUsername(guest) === folded)) {
    problems.push("That name is reserved.");
  }
  if (lookAlike !== null && !taken) {
    problems.push(`That name is reserved: it could be taken for ${lookAlike}, which is another player.`);
  }
  if (taken) problems.push("That name is already taken.");
  return problems;
}
