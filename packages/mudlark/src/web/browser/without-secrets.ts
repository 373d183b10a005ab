const stars = "********";
/** `connect NAME PASSWORD` and `create NAME PASSWORD`, shortened or not. */
const atTheDoor = /^(\s*(?:co|cr)[a-z]*\s+(?:"[^"]*"|\S+)\s+)\S.*$/i;
/** `password OLD = NEW` and `userpassword NAME = NEW`. */
const inside = /^(\s*[@&/+]?(?:user)?password\s+)\S.*$/i;

/** A typed line as it may be shown and remembered: with stars for passwords that stand in it. */
export function withoutSecrets(line: string, isLoggedIn: boolean): string {
  return line.replace(isLoggedIn ? inside : atTheDoor, `$1${stars}`);
}
