import {
  escapeMarkup,
  foundRows,
  parseIdRange,
  type CommandContext,
  type IdRange,
  type WorldObject,
} from "../../../api.ts";
import { objectNamed } from "./object-named.ts";

/** More than that at once is rather a mistake. */
const mostIds = 1000;

/**
 * What a builder names for something that cannot be taken back: names of things in reach, ids, and ranges of ids such
 * as `#5-#9` or `5-9`, and rows of the last list, `%all` or `%1-20`. Gaps in a range are skipped. For what is not found there is a line, and the rest counts.
 */
export function findTargets(ctx: CommandContext, texts: readonly string[]): readonly WorldObject[] {
  const found = new Set<WorldObject>();
  for (const text of texts) {
    const range = parseIdRange(text);
    const objects = rowsIn(ctx, text) ?? (range === null ? findOne(ctx, text) : findRange(ctx, range));
    for (const object of objects) found.add(object);
  }
  return [...found];
}

/** `%all`, `%1-20`: rows of the last list. */
function rowsIn(ctx: CommandContext, text: string): readonly WorldObject[] | null {
  const rows = foundRows(text, ctx);
  if (rows === null) return null;
  return rows.ok ? rows.value : ctx.fail(rows.message);
}

function findRange(ctx: CommandContext, { from, to }: IdRange): readonly WorldObject[] {
  if (to - from >= mostIds) return ctx.fail(`At most ${mostIds} ids can be named at once.`);
  const ids = Array.from({ length: to - from + 1 }, (_, offset) => from + offset);
  const objects = ids.map((id) => ctx.game.objects.get(id)).filter((object) => object !== null);
  const gaps = ids.length - objects.length;
  if (objects.length === 0) ctx.msg(`There is nothing from #${from} to #${to}.`);
  else if (gaps > 0) ctx.msg(`Of #${from} to #${to}, ${gaps} ${gaps === 1 ? "is" : "are"} not there.`);
  return objects;
}

function findOne(ctx: CommandContext, text: string): readonly WorldObject[] {
  const { puppet } = ctx;
  if (puppet === null || text.startsWith("%")) return [objectNamed(ctx, text)];
  const found: readonly WorldObject[] = puppet.search(text, { quiet: true });
  if (found.length === 0) ctx.msg(`Could not find "${escapeMarkup(text)}".`);
  if (found.length < 2) return found;
  const names = found.slice(0, 20).map((object) => `${escapeMarkup(object.key)} (${object.ref})`);
  ctx.msg(`"${escapeMarkup(text)}" could be more than one: ${names.join(", ")}.`);
  return [];
}
