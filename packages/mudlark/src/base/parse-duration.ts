const secondsPerUnit: ReadonlyMap<string, number> = new Map([
  ["s", 1],
  ["m", 60],
  ["h", 3600],
  ["d", 86_400],
  ["w", 604_800],
]);

/** Reads a length of time such as `90s`, `1h30m` or `2d`; a bare number is seconds. Null for what is none. */
export function parseDuration(text: string): number | null {
  const compact = text.toLowerCase().replace(/\s+/gu, "");
  if (/^\d+(\.\d+)?$/u.test(compact)) return finite(Number(compact));
  if (!/^(\d+(\.\d+)?[smhdw])+$/u.test(compact)) return null;
  let seconds = 0;
  for (const [, amount = "", unit = ""] of compact.matchAll(/([\d.]+)([smhdw])/gu)) {
    seconds += Number(amount) * (secondsPerUnit.get(unit) ?? 0);
  }
  return finite(seconds);
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
