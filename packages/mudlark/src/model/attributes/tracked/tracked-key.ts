/** The property under which a tracked structure shows the engine what it stands for. */
export const trackedKey: unique symbol = Symbol("tracked");

/** What a tracked structure stands for; undefined for everything else. */
export function rawOf(value: object): object | undefined {
  if (!(trackedKey in value)) return undefined;
  const view = value[trackedKey];
  return typeof view === "object" && view !== null && "raw" in view ? (view.raw as object) : undefined;
}

/** Is the value the face of that very container? Then putting it there changes nothing. */
export function isSameContainer(raw: unknown, value: unknown): boolean {
  return typeof raw === "object" && raw !== null && typeof value === "object" && value !== null
    ? rawOf(value) === raw
    : false;
}
