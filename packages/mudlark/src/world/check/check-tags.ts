import { parseBody, withUnreadable } from "../../model/attributes/stored-body.ts";
import { parseTags, printTags, type StoredTag } from "../../model/tags/stored-tag.ts";
import type { EntityRow } from "../../store/rows.ts";
import { foldTag } from "./fold-tag.ts";
import type { Problem } from "./finding.ts";
import type { StoredFacts } from "./stored-facts.ts";

/** Tags with which listeners remember what they have to do with a channel; the key is its number. */
const channelCategory = /^mudlark channel /;

/** What is wrong with the tags, permissions and aliases of an entity (I3, I4). */
export function checkTags(row: EntityRow, facts: StoredFacts): Problem[] {
  return [
    ...checkField(row, "tags", facts),
    ...checkField(row, "aliases", facts),
    ...takenAliases(row, facts),
  ];
}

function checkField(row: EntityRow, field: "tags" | "aliases", facts: StoredFacts): Problem[] {
  const text = row[field];
  if (text === null) return [];
  const { tags } = parseTags(text, typeOf(field));
  const problems: Problem[] = [];
  if (countIn(text) !== tags.length) {
    problems.push({
      rule: "unreadable",
      problem: `Its ${field} cannot all be read; a backup may have them.`,
      text: `Their text is now in its attribute "unreadable ${field}".`,
      mend: (whole) => keepText(whole, field, text),
    });
  }
  const seen = new Set<string>();
  for (const tag of tags) {
    const folded = foldTag(tag);
    const address = JSON.stringify([tag.type, folded.key, folded.category]);
    if (seen.has(address)) problems.push(duplicate(field, tag));
    else if (folded.key !== tag.key || folded.category !== tag.category) problems.push(unfolded(field, tag));
    seen.add(address);
    problems.push(...ofOthers(row, field, tag, facts));
  }
  return problems;
}

/** What it has to do with other things. */
function ofOthers(row: EntityRow, field: "tags" | "aliases", tag: StoredTag, facts: StoredFacts): Problem[] {
  const problems: Problem[] = [];
  const shared = facts.dataOf(row.kind, tag);
  if (tag.data !== shared) {
    problems.push({
      rule: "duplicate",
      problem: `Its ${nameOf(tag)} has another text than the same one on something else.`,
      text: `The text is now "${shared}" everywhere.`,
      mend: change(field, (tags) => tags.map((one) => (isSame(one, tag) ? { ...one, data: shared } : one))),
    });
  }
  if (tag.category !== null && channelCategory.test(tag.category) && !facts.has("channel", Number(tag.key))) {
    problems.push({
      rule: "reference",
      problem: `It is ${tag.category.replace("mudlark channel ", "noted as ")} of channel #${tag.key}, which does not exist.`,
      text: "That is forgotten.",
      mend: change(field, (tags) => tags.filter((one) => !isSame(one, tag))),
    });
  }
  return problems;
}

function duplicate(field: "tags" | "aliases", tag: StoredTag): Problem {
  return {
    rule: "duplicate",
    problem: `It has the ${nameOf(tag)} more than once.`,
    text: "It has it once now.",
    mend: change(field, foldAll),
  };
}

function unfolded(field: "tags" | "aliases", tag: StoredTag): Problem {
  return {
    rule: "name",
    problem: `Its ${nameOf(tag)} is not in lower case, so nothing can find it.`,
    text: "It is now.",
    mend: change(field, foldAll),
  };
}

/** No two channels may be called the same. */
function takenAliases(row: EntityRow, { names }: StoredFacts): Problem[] {
  return names.takenAliases(row).map((alias): Problem => ({
    rule: "duplicate",
    problem: `Its alias "${alias}" is the name of another ${row.kind}.`,
    text: "It has that alias no more.",
    mend: change("aliases", (tags) => tags.filter(({ key }) => key !== alias)),
  }));
}

/** What could be read stays, and the text with the rest goes into an attribute. */
function keepText(row: EntityRow, field: "tags" | "aliases", text: string): EntityRow {
  const readable = printTags(parseTags(text, typeOf(field)).tags);
  const body = withUnreadable(row.body === null ? {} : parseBody(row.body), { [field]: text });
  return { ...row, [field]: readable, body: JSON.stringify(body) };
}

function change(
  field: "tags" | "aliases",
  mend: (tags: readonly StoredTag[]) => readonly StoredTag[],
): Problem["mend"] {
  return (row) => ({ ...row, [field]: printTags(mend(parseTags(row[field], typeOf(field)).tags)) });
}

/** All as they should be written, each once. */
function foldAll(tags: readonly StoredTag[]): readonly StoredTag[] {
  const folded = new Map<string, StoredTag>();
  for (const tag of tags.map(foldTag)) {
    const address = JSON.stringify([tag.type, tag.key, tag.category]);
    folded.set(address, { ...tag, data: tag.data ?? folded.get(address)?.data ?? null });
  }
  return [...folded.values()];
}

/** How many there should be in a text; -1 when it is no list. */
function countIn(text: string): number {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? list.length : -1;
  } catch {
    return -1;
  }
}

function typeOf(field: "tags" | "aliases"): "tag" | "alias" {
  return field === "tags" ? "tag" : "alias";
}

/** Are they the same when both are written as they should be? */
function isSame(one: StoredTag, other: StoredTag): boolean {
  const [a, b] = [foldTag(one), foldTag(other)];
  return a.type === b.type && a.key === b.key && a.category === b.category;
}

function nameOf({ type, key, category }: StoredTag): string {
  return `${type} "${key}"${category === null ? "" : ` (${category})`}`;
}
