import { plainWords } from "../markup/parse-markup.ts";
import { runsOf, sourceOf, type Markup } from "../markup/parsed-markup.ts";
import { AnsiWriter } from "./ansi-writer.ts";
import { renderPlain } from "./render-plain.ts";
import { spellOutUrls } from "./spell-out-urls.ts";
import type { TextAbilities } from "./text-abilities.ts";

/**
 * Markup as a terminal of those abilities shows it. Lines end in a line feed; the transport knows what its line ends
 * are. Nothing that a player wrote can become a control sequence (`protocols.md` §10.4).
 */
export function renderAnsi(markup: Markup, abilities: TextAbilities): string {
  const { colour } = abilities;
  if (colour === "none" || abilities.raw || abilities.screenReader) return renderPlain(markup, abilities);
  const plain = plainWords(sourceOf(markup));
  if (plain !== null) return plain;
  const runs = runsOf(markup);
  const writer = new AnsiWriter(abilities, colour);
  for (const run of abilities.urlLinks === "none" ? spellOutUrls(runs) : runs) writer.write(run);
  return writer.end();
}
