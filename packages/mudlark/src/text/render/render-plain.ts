import { plainWords } from "../markup/parse-markup.ts";
import { runsOf, sourceOf, type Markup } from "../markup/parsed-markup.ts";
import { sanitise } from "../markup/sanitise.ts";
import { readAloud } from "./read-aloud.ts";
import { spellOutUrls } from "./spell-out-urls.ts";
import type { TextAbilities } from "./text-abilities.ts";

/** Markup as words alone, for a client without colours, a screen reader, or a log. Lines end in a line feed. */
export function renderPlain(markup: Markup, abilities: TextAbilities): string {
  const source = sourceOf(markup);
  if (abilities.raw) return abilities.trusted ? source : sanitise(source);
  const words = plainWords(source) ?? wordsOf(markup, abilities);
  return abilities.screenReader ? readAloud(words, abilities.strip) : words;
}

function wordsOf(markup: Markup, abilities: TextAbilities): string {
  const runs = abilities.screenReader ? runsOf(markup) : spellOutUrls(runsOf(markup));
  let words = "";
  for (const { text } of runs) words += text;
  return words;
}
