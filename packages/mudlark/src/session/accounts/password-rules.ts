import { editDistance } from "../../base/nearest.ts";

export interface PasswordRules {
  readonly minLength: number;
}

/** Longest password that is hashed, in bytes of UTF-8. */
const maxPasswordBytes = 256;

/**
 * Everything that is wrong with a new password, as sentences for the player; empty when it is fine
 * (`sessions.md` §6.2).
 *
 * @param relatedTo name and address of the account, which the password must not resemble
 */
export async function passwordProblems(
  password: string,
  relatedTo: readonly string[],
  rules: PasswordRules,
): Promise<string[]> {
  const problems: string[] = [];
  if ([...password].length < rules.minLength) {
    problems.push(`That password is too short: it needs at least ${rules.minLength} letters.`);
  }
  if (new TextEncoder().encode(password).length > maxPasswordBytes) {
    problems.push(`That password is too long: it can have at most ${maxPasswordBytes} bytes.`);
  }
  if (/^\d+$/.test(password)) problems.push("That password is entirely numeric.");
  if (await isCommon(password)) problems.push("That password is too common.");
  if (relatedTo.some((word) => similarity(password, word) >= 0.7)) {
    problems.push("That password is too similar to the name.");
  }
  return problems;
}

/** The list is large, so it is only loaded by worlds in which somebody chooses a password. */
async function isCommon(password: string): Promise<boolean> {
  const { dictionary } = await import("@zxcvbn-ts/language-common");
  return dictionary["passwords-common"].includes(password.toLowerCase());
}

/** From 0, nothing alike, to 1, the same but for case. */
function similarity(first: string, second: string): number {
  const [a, b] = [first.toLowerCase(), second.toLowerCase()];
  const longest = Math.max(a.length, b.length);
  if (longest === 0 || longest > 512) return 0;
  return 1 - editDistance(a, b) / longest;
}
