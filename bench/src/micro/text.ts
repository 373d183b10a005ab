/**
 * What text costs on its way to a player: plain and coloured lines for several kinds of client, templates for one
 * reading, a page wrapped, a table of a thousand rows.
 *
 * Run: `npx node bench/src/micro/text.ts`
 */
import { numberedName } from "../../../packages/mudlark/src/text/grammar/numbered-name.ts";
import { table } from "../../../packages/mudlark/src/text/layout/table.ts";
import { wrap } from "../../../packages/mudlark/src/text/layout/wrap.ts";
import { parseMarkup } from "../../../packages/mudlark/src/text/markup/parse-markup.ts";
import { renderAnsi } from "../../../packages/mudlark/src/text/render/render-ansi.ts";
import { renderHtml } from "../../../packages/mudlark/src/text/render/render-html.ts";
import { renderRuns } from "../../../packages/mudlark/src/text/render/render-runs.ts";
import { abilitiesOf } from "../../../packages/mudlark/src/text/render/text-abilities.ts";
import { compileTemplate } from "../../../packages/mudlark/src/text/template/compile-template.ts";
import { renderTemplate } from "../../../packages/mudlark/src/text/template/render-template.ts";

const settings = { screenReaderStrip: String.raw`\+-+|\+$|\+~|--+|~~+|==+` };
const sixteen = abilitiesOf({ ANSI: true }, {}, settings);
const everyColour = abilitiesOf({ ANSI: true, TRUECOLOR: true, MXP: true }, {}, settings);
const aloud = abilitiesOf({ SCREENREADER: true }, {}, settings);

const plain = "Ann says, “Good evening to you all, and mind the step.”";
const coloured =
  "|cHall of Mirrors|n\nA long hall. |rRed|n curtains, |#ffa500amber|n light.\n|wExits:|n |lcnorth|ltnorth|le";

report("a plain line, sixteen colours", 2_000_000, () => renderAnsi(plain, sixteen));
report("a plain line, read aloud", 500_000, () => renderAnsi(plain, aloud));
report("a coloured text, parsed", 200_000, () => parseMarkup(coloured));
report("a coloured text, sixteen colours", 200_000, () => renderAnsi(coloured, sixteen));
report("a coloured text, every colour and MXP", 200_000, () => renderAnsi(coloured, everyColour));
report("a coloured text, read aloud", 200_000, () => renderAnsi(coloured, aloud));
report("a coloured text as runs", 200_000, () => renderRuns(coloured));
report("a coloured text as HTML", 200_000, () => renderHtml(coloured));

const source = "$You() $conj(give) $pron(your) {lamp} to $you(bob), and $conj(smile).";
const template = compileTemplate(source);
const reading = {
  isYou: () => false,
  name: () => "Ann",
  gender: () => "female" as const,
  value: () => "lamp",
};
report("a template, compiled", 200_000, () => compileTemplate(source));
report("a template, for one reading", 200_000, () => renderTemplate(template, reading));
report("a numbered name", 200_000, () => numberedName(3, "rusty iron key"));

const page = "Some |rred|n words and |gsome|n that are not, but all of them go on for quite a while. ".repeat(
  40,
);
report("a page of 3 kB, wrapped", 500, () => wrap(page, 78));
report("a page of 3 kB without colours, wrapped", 500, () => wrap(page.replaceAll(/\|./g, ""), 78));
const rows = Array.from({ length: 1000 }, (_, index) => [
  `|cname ${index}|n`,
  `${index}m`,
  "a place with a long name",
  "telnet",
  "日本語",
]);
report("a table of 1000 rows", 5, () => table(["name", "idle", "where", "by", "words"], rows));
report("a table of 1000 rows, squeezed", 5, () =>
  table(["name", "idle", "where", "by", "words"], rows, { maxWidth: 40 }),
);

function report(what: string, times: number, work: () => unknown): void {
  for (let count = 0; count < times / 10; count++) work();
  const start = performance.now();
  for (let count = 0; count < times; count++) work();
  const micros = ((performance.now() - start) * 1000) / times;
  console.log(`${micros.toFixed(3).padStart(12)} µs  ${what}`);
}
