/**
 * Cuts a stored lock string at the `;` that stand outside of quotes, without reading the entries: so one that is
 * broken does not take the others along.
 */
export function splitLocks(text: string): { readonly accessType: string; readonly text: string }[] {
  const entries: string[] = [];
  let start = 0;
  let isQuoted = false;
  for (let position = 0; position < text.length; position++) {
    const sign = text[position];
    if (sign === "\\" && isQuoted) position++;
    else if (sign === '"') isQuoted = !isQuoted;
    else if (sign === ";" && !isQuoted) {
      entries.push(text.slice(start, position));
      start = position + 1;
    }
  }
  entries.push(text.slice(start));
  return entries
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "")
    .map((entry) => ({ accessType: accessTypeOf(entry), text: entry }));
}

function accessTypeOf(entry: string): string {
  const colon = entry.indexOf(":");
  return colon === -1 ? "" : entry.slice(0, colon).trim().toLowerCase();
}
