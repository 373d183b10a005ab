import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escapeMarkup, stripMarkup } from "../markup/plain-text.ts";
import { parseMarkup } from "../markup/parse-markup.ts";
import { sanitise } from "../markup/sanitise.ts";
import { toBasic, toIndexed } from "./downsample.ts";
import { renderAnsi } from "./render-ansi.ts";
import { renderHtml } from "./render-html.ts";
import { renderRuns } from "./render-runs.ts";
import { abilitiesKey, abilitiesOf, type TextAbilities } from "./text-abilities.ts";

const settings = { screenReaderStrip: String.raw`\+-+|\+$|\+~|--+|~~+|==+` };
const client = (flags: Record<string, string | boolean>, options = {}): TextAbilities =>
  abilitiesOf({ ANSI: true, ...flags }, options, settings);
const basic = client({});
const xterm = client({ XTERM256: true });
const full = client({ XTERM256: true, TRUECOLOR: true });
const none = client({ ANSI: false });
const aloud = client({ XTERM256: true, SCREENREADER: true });
const hex = (text: string): string => Buffer.from(text, "utf8").toString("hex");
const sgr = (markup: string, abilities = basic): string =>
  renderAnsi(`${markup}x`, abilities).replace(/^\u001B\[(.*?)m.*$/su, "$1");

describe("renderAnsi", () => {
  it.each([
    ["|r", "1;31"],
    ["|x", "1;30"],
    ["|w", "1;37"],
    ["|h", "1"],
    ["|[R", "41"],
    ["|[r", "41"],
    ["|u", "4"],
    ["|i", "3"],
    ["|s", "9"],
    ["|*", "7"],
    ["|^", "5"],
  ])("shows %s as SGR %s on a terminal of sixteen colours", (markup, expected) => {
    expect(sgr(markup)).toBe(expected);
  });

  it.each([
    ["|500", "38;5;196"],
    ["|=a", "38;5;16"],
    ["|=b", "38;5;232"],
    ["|=y", "38;5;255"],
    ["|=z", "38;5;231"],
    ["|[500", "48;5;196"],
    ["|[r", "48;5;196"],
    ["|[x", "48;5;102"],
  ])("shows %s as SGR %s with 256 colours", (markup, expected) => {
    expect(sgr(markup, xterm)).toBe(expected);
  });

  it("shows exact colours where it can, short ones doubled", () => {
    expect(sgr("|#ff8800", full)).toBe("38;2;255;136;0");
    expect(sgr("|#f80", full)).toBe("38;2;255;136;0");
    expect(sgr("|[#102030", full)).toBe("48;2;16;32;48");
  });

  it("takes exactly the digits of a colour", () => {
    expect(stripMarkup("|1234")).toBe("4");
    expect(stripMarkup("|||r!")).toBe("|!");
    expect(stripMarkup("||r")).toBe("|r");
  });

  it.each(["|d", "|k", "|5", "|600", "|#12 ", "|lc open", "|[", "|!", "|!r", "|=", "|"])(
    "leaves %s as it is written",
    (text) => {
      expect(renderAnsi(text, full)).toBe(text);
    },
  );

  it("makes breaks, tabs and blanks, also without colour", () => {
    for (const abilities of [basic, none])
      expect(renderAnsi("a|/b|-c|_d|>e{{f", abilities)).toBe("a\nb\tc d    e{f");
  });

  it("keeps the background when a colour is down-sampled, and resets at the end only if something is on", () => {
    expect(renderAnsi("|[Ba|500b", basic)).toBe("\u001B[44ma\u001B[1;31mb\u001B[0m");
    expect(renderAnsi("|ra|n b", basic)).toBe("\u001B[1;31ma\u001B[0m b");
    expect(renderAnsi("plain", basic)).toBe("plain");
  });

  it("inherits brightness where the author says so", () => {
    expect(renderAnsi("|r1|!G2|G3", basic)).toBe("\u001B[1;31m1\u001B[32m2\u001B[22m3\u001B[0m");
  });

  it("says the same to a screen reader without decoration", () => {
    const text = "+-----+\n|r||||Title|n\n====\n\nbody\tand ░░ more\n+";
    expect(renderAnsi(text, aloud)).toBe("||Title\n\nbody and  more");
  });

  it("[protocols T50] frames a command for MXP", () => {
    const line = `${renderAnsi("|lclook|ltLook|le", client({ MXP: true }))}\r\n`;
    expect(hex(line)).toBe("1b5b347a3c53454e4420485245463d226c6f6f6b223e4c6f6f6b1b5b347a3c2f53454e443e0d0a");
  });

  it("[protocols T51] frames a command for OSC 8", () => {
    const line = `${renderAnsi("|lclook at me|ltx|le", client({ OSC8: true, OSC8_SEND: true }))}\r\n`;
    expect(hex(line)).toBe("1b5d383b3b73656e643a6c6f6f6b25323061742532306d651b5c781b5d383b3b1b5c0d0a");
  });

  it("[protocols T52] lets no target break out of its attribute", () => {
    const text = renderAnsi('|lcsay "><SEND HREF="quit|ltx|le', client({ MXP: true }));
    expect(text.match(/<SEND /g)).toHaveLength(1);
    expect(text).toContain("&quot;&gt;&lt;");
  });

  it("[protocols T54] sends nothing of a terminal's language that the text brought along", () => {
    for (const abilities of [basic, full, none, aloud, client({ MXP: true })]) {
      expect(renderAnsi("a\u001B[1z<SEND>\u0007b", abilities)).not.toMatch(/[\u001B\u0007]/);
    }
  });

  it("closes a link before the line ends and opens it again", () => {
    const text = renderAnsi("|lclook|lttwo|/lines|le", client({ MXP: true }));
    expect(text.split("\n").map((line) => line.match(/SEND/g)?.length)).toEqual([2, 2]);
  });

  it("shows the address behind a label to clients that cannot click", () => {
    expect(renderAnsi("|luhttps://a.example/|ltthe |rsite|n|le", none)).toBe("the site (https://a.example/)");
    expect(renderAnsi("|luhttps://a.example/|lthttps://a.example/|le", none)).toBe("https://a.example/");
  });

  it.each(["javascript:alert(1)", "data:text/html,x", "http://a b", "not an address"])(
    "makes no link of %s",
    (url) => {
      expect(renderAnsi(`|lu${url}|ltlabel|le`, client({ OSC8: true }))).toBe("label");
    },
  );

  it("never throws, and sends no control character but its own", () => {
    const messy = fc.string({
      unit: fc.constantFrom(
        "|",
        "[",
        "#",
        "l",
        "c",
        "t",
        "e",
        "u",
        "5",
        "f",
        "r",
        "=",
        "{",
        "\n",
        "\u001B",
        "é",
      ),
    });
    fc.assert(
      fc.property(fc.oneof(messy, fc.string({ unit: "binary" })), (text) => {
        for (const abilities of [
          basic,
          full,
          none,
          aloud,
          client({ OSC8: true, OSC8_SEND: true }),
          client({ MSLP: true }),
        ]) {
          const shown = renderAnsi(text, abilities)
            .replaceAll(/\u001B\[[0-9;]*m/g, "")
            .replaceAll(/\u001B\]8;;[^\u001B\n]*\u001B\\/g, "")
            .replaceAll(/\u001B\]68;1;SEND;[^\u0007\n]*\u0007/g, "");
          expect(shown).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/);
        }
        renderHtml(text);
        renderRuns(text);
      }),
    );
  });
});

describe("escapeMarkup", () => {
  it("shows exactly what was typed", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        (text) => stripMarkup(escapeMarkup(text)) === sanitise(text),
      ),
    );
    fc.assert(
      fc.property(fc.array(fc.constantFrom("|", "{", "r", "n"), { maxLength: 8 }), (letters) => {
        const text = letters.join("");
        expect(stripMarkup(escapeMarkup(text))).toBe(text);
        expect(parseMarkup(escapeMarkup(text)).length).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe("down-sampling", () => {
  it.each([
    ["ff0000", 196],
    ["808080", 244],
    ["c0c0c0", 250],
    ["ffa500", 214],
    ["5f87af", 67],
    ["123456", 23],
    ["000000", 16],
    ["ffffff", 231],
  ])("takes #%s to %i of 256", (hexColour, index) => {
    const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) =>
      Number.parseInt(hexColour.slice(at, at + 2), 16),
    );
    expect(toIndexed({ kind: "rgb", red, green, blue })).toBe(index);
  });

  it.each([
    ["|500", "1;31"],
    ["|200", "31"],
    ["|520", "1;31"],
    ["|530", "1;33"],
    ["|110", "33"],
    ["|425", "1;35"],
    ["|123", "1;36"],
    ["|=m", "1;30"],
    ["|=s", "37"],
  ])("takes %s to %s of sixteen", (markup, expected) => {
    expect(sgr(markup, basic)).toBe(expected);
  });

  it("keeps greys grey", () => {
    for (let index = 232; index < 256; index++)
      expect([0, 7]).toContain(toBasic({ kind: "indexed", index }).index);
  });
});

describe("renderHtml", () => {
  it("escapes everything that is not ours, and uses classes", () => {
    expect(renderHtml("<b> |rred|n & |[Bblue")).toBe(
      '&lt;b&gt; <span class="color-009">red</span> &amp; <span class="bgcolor-004">blue</span>',
    );
  });

  it("makes links without scripts", () => {
    const html = renderHtml("|lclook|ltLook|le |luhttps://a.example/|ltsite|le |lujavascript:x|lty|le");
    expect(html).toContain('data-command="look"');
    expect(html).toContain('href="https://a.example/"');
    expect(html).not.toMatch(/javascript|onclick/);
  });
});

describe("renderRuns", () => {
  it("is data, with plain text as text", () => {
    expect(renderRuns("a |rred|n |#102030x")).toEqual([
      "a ",
      { text: "red", fg: 1, bright: true },
      " ",
      { text: "x", fg: "#102030" },
    ]);
  });

  it("[protocols W15] keeps hostile text as text", () => {
    const runs = renderRuns("<img onerror=x> |lujavascript:x|lty|le");
    expect(runs).toEqual(["<img onerror=x> ", "y"]);
  });
});

describe("abilitiesOf", () => {
  it("lets one message override the flags", () => {
    expect(client({ TRUECOLOR: true }, { truecolor: false }).colour).toBe("16");
    expect(client({}, { nocolor: true }).colour).toBe("none");
    expect(renderAnsi("|r", client({}, { raw: true }))).toBe("|r");
  });

  it("gives equal clients equal keys, and others another", () => {
    expect(abilitiesKey(client({}))).toBe(abilitiesKey(client({ TERM: "x" })));
    expect(new Set([basic, xterm, full, none, aloud].map(abilitiesKey)).size).toBe(5);
  });
});
