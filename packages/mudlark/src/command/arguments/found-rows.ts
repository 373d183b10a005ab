import type { WorldObject } from "../../model/object/world-object.ts";
import { words } from "../words.ts";
import type { ArgumentScope } from "./argument-scope.ts";
import { parsed, refused, type Parsed } from "./part.ts";

const oneRow = /^%(\d{1,9})$/;
const manyRows = /^%(?:all|(\d{1,9})\s*-\s*%?(\d{1,9}))$/iu;

/** The object in a row of the last list (`commands.md` §18), such as `%3`; null when the text is no such thing. */
export function foundRow(text: string, { game, session }: ArgumentScope): Parsed<WorldObject> | null {
  const row = oneRow.exec(text)?.[1];
  if (row === undefined) return null;
  const ids = session?.lastFound ?? [];
  const id = ids[Number(row) - 1];
  if (id === undefined) return refused(words.noSuchRow(ids.length));
  const object = game.objects.get(id);
  return object === null ? refused(words.rowIsGone(Number(row))) : parsed(object);
}

/** All objects in rows of the last list that still are: `%all`, `%1-20`; null when the text is no such thing. */
export function foundRows(
  text: string,
  { game, session }: ArgumentScope,
): Parsed<readonly WorldObject[]> | null {
  const rows = manyRows.exec(text);
  if (rows === null) return null;
  const ids = session?.lastFound ?? [];
  const bounds = rows[1] === undefined ? [1, ids.length] : [Number(rows[1]), Number(rows[2])];
  const [low, high] = [Math.min(...bounds), Math.max(...bounds)];
  if (low < 1 || high > ids.length || ids.length === 0) return refused(words.noSuchRow(ids.length));
  const left = ids.slice(low - 1, high).flatMap((id) => game.objects.get(id) ?? []);
  return left.length === 0 ? refused(words.rowsAreGone()) : parsed(left);
}
