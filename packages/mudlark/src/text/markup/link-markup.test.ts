import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderAnsi } from "../render/render-ansi.ts";
import { renderHtml } from "../render/render-html.ts";
import { renderRuns } from "../render/render-runs.ts";
import { abilitiesOf } from "../render/text-abilities.ts";
import { link } from "./link-markup.ts";
import { parseMarkup } from "./parse-markup.ts";
import { writeMarkup } from "./write-markup.ts";

const shown = (markup: string, flags: Record<string, boolean>): string =>
  renderAnsi(markup, abilitiesOf(flags, {}, { screenReaderStrip: "", mslp: true }));

const gull = link.menu(
  "the gull",
  [
    { label: "Look", command: "look gull" },
    { label: 'Feed "it"', command: "feed gull" },
  ],
  "A gull",
);
const say = link.prefill("say…", 'say "&<');

describe("a link that puts a command on the input line", () => {
  it("does so where a client can, and is a label elsewhere", () => {
    expect(shown(say, { OSC8_PROMPT: true, MXP: true })).toBe(
      "\x1B]8;;prompt:say%20%22%26%3C\x1B\\say…\x1B]8;;\x1B\\",
    );
    expect(shown(say, { MXP: true })).toBe(
      '\x1B[4z<SEND HREF="say &quot;&amp;&lt;" PROMPT>say…\x1B[4z</SEND>',
    );
    expect(shown(say, { OSC8_SEND: true })).toBe("say…");
    expect(shown(say, { SCREENREADER: true, MXP: true })).toBe("say…");
    expect(renderRuns(say)).toEqual([{ text: "say…", link: { kind: "prefill", target: 'say "&<' } }]);
    expect(renderHtml(say)).toContain('data-prefill="say &quot;&amp;&lt;"');
  });
});

describe("a menu", () => {
  it("has a heading and names in MXP, and elsewhere does the first thing", () => {
    expect(shown(gull, { MXP: true })).toBe(
      '\x1B[4z<SEND HREF="look gull|feed gull" HINT="A gull|Look|Feed &quot;it&quot;">the gull\x1B[4z</SEND>',
    );
    expect(shown(gull, { OSC8_SEND: true })).toContain("]8;;send:look%20gull\x1B");
    expect(shown(gull, {})).toBe("the gull");
    expect(renderRuns(gull)).toEqual([
      {
        text: "the gull",
        link: {
          kind: "menu",
          target: "A gull",
          choices: [
            { label: "Look", command: "look gull" },
            { label: 'Feed "it"', command: "feed gull" },
          ],
        },
      },
    ]);
    expect(renderHtml(gull)).toContain('data-command="look gull"');
  });

  it.each([
    ["without choices", link.menu("x", [])],
    ["with a bar in a command", link.menu("x", [{ label: "A", command: "a|b" }])],
    ["with a bar in a name", link.menu("x", [{ label: "A|B", command: "a" }])],
    ["with two lines", link.menu("x", [{ label: "A", command: "a\nb" }])],
    ["without a command", link.menu("x", [{ label: "A", command: " " }])],
    ["with a long command", link.menu("x", [{ label: "A", command: "a".repeat(1025) }])],
    [
      "with too many choices",
      link.menu(
        "x",
        Array.from({ length: 17 }, () => ({ label: "A", command: "a" })),
      ),
    ],
    ["a command with a bar", link.command("x", "a|lt<b>|le")],
    ["a prefill with two lines", link.prefill("x", "a\nb")],
    ["a prefill that is spoilt", "|lp%E0|ltx|le"],
    ["an address without sense", link.url("x", "javascript:alert(1)")],
  ])("%s is only its label", (_what, markup) => {
    expect(shown(markup, { MXP: true })).toBe("x");
    expect(parseMarkup(markup).every((run) => run.link === null)).toBe(true);
  });
});

it("stays the same when its markup is written again, whatever is in it", () => {
  const letters = ["a", "l", "t", "e", "|", "{", " ", "%", "&", "=", "+", "<", "\n", "\u0007", "\uD800", "é"];
  const word = fc.string({ unit: fc.constantFrom(...letters), maxLength: 12 });
  const any = fc.oneof(
    fc.tuple(word, word).map(([label, command]) => link.prefill(label.replaceAll("|", ""), command)),
    fc
      .tuple(word, word, word)
      .map(([heading, label, command]) => link.menu("go", [{ label, command }], heading)),
    fc.tuple(word, word).map(([label, command]) => link.command(label.replaceAll("|", ""), command)),
  );
  fc.assert(
    fc.property(any, (markup) => {
      const runs = parseMarkup(markup);
      return isDeepStrictEqual(parseMarkup(writeMarkup(runs)), runs);
    }),
    { numRuns: 100 },
  );
});
