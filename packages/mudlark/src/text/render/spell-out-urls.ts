import type { Run } from "../markup/run.ts";

/**
 * For readers who cannot click: the address follows its label, unless the label is the address (`protocols.md` §9).
 */
export function spellOutUrls(runs: readonly Run[]): readonly Run[] {
  if (!runs.some((run) => run.link?.kind === "url")) return runs;
  const spelled: Run[] = [];
  let label = "";
  for (const [index, run] of runs.entries()) {
    const { link } = run;
    spelled.push(link?.kind === "url" ? { ...run, link: null } : run);
    if (link?.kind !== "url") continue;
    label += run.text;
    if (runs[index + 1]?.link === link) continue;
    if (label.trim() !== link.target) spelled.push({ ...run, link: null, text: ` (${link.target})` });
    label = "";
  }
  return spelled;
}
