/** PostgreSQL's texts hold every character but NUL, which is written as this one and a "0"; itself, with a "1". */
const escape = "\u0001";

export function toStoredText(text: string): string {
  if (!text.includes("\0") && !text.includes(escape)) return text;
  return text.replaceAll(escape, `${escape}1`).replaceAll("\0", `${escape}0`);
}

export function fromStoredText(stored: string): string {
  if (!stored.includes(escape)) return stored;
  return stored.replaceAll(`${escape}0`, "\0").replaceAll(`${escape}1`, escape);
}
