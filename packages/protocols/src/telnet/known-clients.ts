/**
 * Programs that show colours although they do not say so by MTTS (`protocols.md` §5.1). A star stands for any text.
 * Compared with the client's and the terminal's name in upper case.
 */
const with256Colours = [
  "XTERM*",
  "ATLANTIS",
  "BEIP*",
  "BLIGHTMUD",
  "CMUD",
  "KBTIN",
  "KILDCLIENT",
  "MUDLET*",
  "MUSHCLIENT",
  "POTATO",
  "PUTTY",
  "TINTIN++",
  "TINYFUGUE",
];
const withTrueColour = ["AXMUD", "TINTIN++", "MUDLET*", "BLIGHTMUD"];

export function isKnown256(name: string): boolean {
  return matchesAny(name, with256Colours);
}

export function isKnownTrueColour(name: string): boolean {
  return matchesAny(name, withTrueColour);
}

export function says256(name: string): boolean {
  return name.toUpperCase().endsWith("-256COLOR");
}

export function saysTrueColour(name: string): boolean {
  return name.toUpperCase().endsWith("-TRUECOLOR");
}

function matchesAny(name: string, patterns: readonly string[]): boolean {
  const upper = name.toUpperCase();
  return patterns.some((pattern) =>
    pattern.endsWith("*") ? upper.startsWith(pattern.slice(0, -1)) : upper === pattern,
  );
}
