import { parseMarkup } from "../markup/parse-markup.ts";
import { sanitise } from "../markup/sanitise.ts";
import type { Run } from "../markup/style.ts";
import { linkFrame } from "./links.ts";
import { readAloud } from "./read-aloud.ts";
import { plainSgr, sgrChange, sgrStateOf, type SgrState } from "./sgr.ts";
import type { TextAbilities } from "./text-abilities.ts";

/**
 * Markup as a terminal of those abilities shows it. Lines end in a line feed; the transport knows what its line ends
 * are. Nothing that a player wrote can become a control sequence (`protocols.md` §10.4).
 */
export function renderAnsi(source: string, abilities: TextAbilities): string {
  if (abilities.raw) return source;
  if (!source.includes("|") && !source.includes("{{")) {
    const clean = sanitise(source);
    return abilities.screenReader ? readAloud(clean, abilities.strip) : clean;
  }
  const runs = parseMarkup(source);
  if (abilities.screenReader) return readAloud(runs.map((run) => run.text).join(""), abilities.strip);
  return abilities.colour === "none"
    ? withoutColour(runs, abilities)
    : withColour(runs, abilities, abilities.colour);
}

function withColour(runs: readonly Run[], abilities: TextAbilities, depth: "16" | "256" | "true"): string {
  let out = "";
  let state: SgrState = plainSgr;
  for (const [index, run] of runs.entries()) {
    const next = sgrStateOf(run.style, depth);
    out += sgrChange(state, next) + linked(runs, index, abilities);
    state = next;
  }
  return out + sgrChange(state, plainSgr);
}

function withoutColour(runs: readonly Run[], abilities: TextAbilities): string {
  return runs.map((_run, index) => linked(runs, index, abilities)).join("");
}

/** The run's text, with the link around each of its lines: an open link must not reach into the next one. */
function linked(runs: readonly Run[], index: number, abilities: TextAbilities): string {
  const { text, link } = runs[index] as Run;
  if (link === null) return text;
  const frame = linkFrame(link, abilities);
  if (frame !== null) {
    return text
      .split("\n")
      .map((line) => (line === "" ? "" : `${frame.open}${line}${frame.close}`))
      .join("\n");
  }
  const isLast = runs[index + 1]?.link !== link;
  if (link.kind !== "url" || !isLast || labelOf(runs, index) === link.target) return text;
  return `${text} (${link.target})`;
}

/** A label may have several colours. */
function labelOf(runs: readonly Run[], index: number): string {
  const { link } = runs[index] as Run;
  return runs
    .filter((run) => run.link === link)
    .map((run) => run.text)
    .join("");
}
