import { escapeMarkup, type WorldObject } from "../../../api.ts";

/** Found objects and where they are, as far as there is room. */
export function listFound(found: readonly WorldObject[]): string {
  const rows = found.slice(0, mostShown).map(({ ref, key, location }) => {
    const place = location === null ? "" : `, in ${escapeMarkup(location.key)} (${location.ref})`;
    return `  ${ref} |c${escapeMarkup(key)}|n${place}`;
  });
  const count = found.length === 1 ? "One object was found" : `${found.length} objects were found`;
  const cut = found.length > mostShown ? `; these are the first ${mostShown}` : "";
  return [`${count}${cut}:`, ...rows].join("\n");
}

const mostShown = 100;
