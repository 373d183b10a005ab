import { foldName } from "../../base/fold-text.ts";
import { stripMarkup } from "../../text/markup/plain-text.ts";

/** A name as people type it: folded, and without its colours. */
export function searchableName(name: string): string {
  return foldName(name.includes("|") ? stripMarkup(name) : name);
}
