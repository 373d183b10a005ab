/**
 * Splits what follows `connect` and `create` (`sessions.md` §5.2): cut at double quotes, else at the first blanks.
 * So a password may hold blanks, and a name only within quotes; `\"` inside quotes is a quote.
 */
export function nameAndPassword(text: string): readonly string[] {
  const parts = cutAtQuotes(text)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const [only, second] = parts;
  if (second !== undefined || only === undefined) return parts;
  const blank = /^(\S+)\s+(.+)$/su.exec(only);
  return blank === null ? [only] : [blank[1] ?? "", blank[2] ?? ""];
}

function cutAtQuotes(text: string): string[] {
  const parts = [""];
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? "";
    if (sign === "\\" && text[at + 1] === '"') {
      parts[parts.length - 1] += '"';
      at++;
    } else if (sign === '"') parts.push("");
    else parts[parts.length - 1] += sign;
  }
  return parts;
}
