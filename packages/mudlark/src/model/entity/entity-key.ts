import { MudlarkError } from "../../base/errors.ts";

const longestKey = 255;

/**
 * The name of an entity as every store can keep it: without NUL, and without halves of letters.
 *
 * @throws MudlarkError ENTITY_KEY
 */
export function entityKey(key: string): string {
  if (typeof key !== "string") throw new MudlarkError("ENTITY_KEY", "the name of an entity must be a text");
  const name = key.replaceAll("\u0000", "").toWellFormed();
  if (name.length <= longestKey) return name;
  const beginning = `${name.slice(0, 40)}…`;
  throw new MudlarkError(
    "ENTITY_KEY",
    `a name may have ${longestKey} letters, not ${name.length}: "${beginning}"`,
  );
}
