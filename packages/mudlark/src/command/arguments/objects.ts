import type { WorldObject } from "../../model/object/world-object.ts";
import { words } from "../words.ts";
import type { ArgumentScope } from "./argument-scope.ts";
import { foundRows } from "./found-rows.ts";
import { parseIdRange, type IdRange } from "./id-range.ts";
import { checkNeeds, completeObject, ofKind, oneObject, type ObjectOptions } from "./object-search.ts";
import { argument, mismatch, parsed, refused, type Argument, type Parsed } from "./part.ts";
import { cutAt, unquote } from "./quoting.ts";

/** More than that at once is rather a mistake. */
const most = 1000;

/**
 * Several objects with commas between, each of them once: names, and with `from: "anywhere"` ids, ranges of ids
 * (`#5-#10`, `5-10`; gaps are skipped), and rows of the last list (`%3`, `%1-20`, `%all`). All of them must be found,
 * and be such as the options demand.
 *
 * @example
 * arg.objects("targets", { from: "anywhere", needs: "delete" })
 */
export function objects<const Name extends string, T extends WorldObject = WorldObject>(
  name: Name,
  options: ObjectOptions<T> = {},
): Argument<Name, readonly T[]> {
  return argument(name, {
    kind: "objects",
    takes: "phrase",
    quotes: "keep",
    shape: `${name}, …`,
    facts: { from: options.from ?? "here", max: most },
    parse: (text, scope) => readObjects(text, scope, options),
    complete(text, scope) {
      const last = (cutAt(text, ",").at(-1) ?? "").trimStart();
      const kept = text.slice(0, text.length - last.length);
      return completeObject(last, scope, options).map((value) => kept + value);
    },
  });
}

function readObjects<T extends WorldObject>(
  text: string,
  scope: ArgumentScope,
  options: ObjectOptions<T>,
): Parsed<readonly T[]> {
  const pieces = cutAt(text, ",").map((piece) => piece.trim());
  while (pieces.at(-1) === "") pieces.pop();
  if (pieces.length === 0) return mismatch(words.tooFewItems(1));
  const found = new Set<T>();
  for (const piece of pieces) {
    if (piece === "") return mismatch(words.emptyItem(","));
    const read = readPiece(piece, scope, options);
    if (!read.ok) return read;
    for (const object of read.value) found.add(object);
    if (found.size > most) return mismatch(words.tooManyItems(most));
  }
  return parsed([...found]);
}

function readPiece<T extends WorldObject>(
  piece: string,
  scope: ArgumentScope,
  options: ObjectOptions<T>,
): Parsed<readonly T[]> {
  if (options.from === "anywhere") {
    const rows = foundRows(piece, scope);
    if (rows !== null) return rows.ok ? allOf(rows.value, scope, options) : rows;
    const range = parseIdRange(piece);
    if (range !== null) return inRange(range, scope, options);
  }
  const one = oneObject(unquote(piece), scope, options);
  return one.ok ? parsed([one.value]) : one;
}

function inRange<T extends WorldObject>(
  { from, to }: IdRange,
  scope: ArgumentScope,
  options: ObjectOptions<T>,
): Parsed<readonly T[]> {
  if (to - from >= most) return mismatch(words.tooManyItems(most));
  const ids = Array.from({ length: to - from + 1 }, (_, offset) => from + offset);
  return allOf(
    ids.flatMap((id) => scope.game.objects.get(id) ?? []),
    scope,
    options,
  );
}

/** Of what was not named one by one, those that fit. */
function allOf<T extends WorldObject>(
  candidates: readonly WorldObject[],
  scope: ArgumentScope,
  options: ObjectOptions<T>,
): Parsed<readonly T[]> {
  const accessor = scope.puppet ?? scope.account;
  const seen = ofKind(candidates, options).filter((object) =>
    object.access(accessor, "search", { default: true }),
  );
  if (seen.length === 0) return refused(words.nothingThere(options.from));
  return checkNeeds(seen, scope, options.needs) ?? parsed(seen);
}
