import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../base/json.ts";
import { messyMarkup } from "../markup/messy-markup.suite.ts";
import { ParsedMarkup } from "../markup/parsed-markup.ts";
import { stripMarkup } from "../markup/plain-text.ts";
import { renderAnsi } from "./render-ansi.ts";
import { abilitiesOf, type TextAbilities } from "./text-abilities.ts";

const settings = { screenReaderStrip: String.raw`\+-+|\+$|\+~|--+|~~+|==+`, mslp: true };
const client = (flags: JsonObject, options: JsonObject = {}): TextAbilities =>
  abilitiesOf({ ANSI: true, ...flags }, options, settings);
const sixteen = client({});
const xterm = client({ XTERM256: true });
const full = client({ TRUECOLOR: true });
const none = client({ ANSI: false });
const aloud = client({ XTERM256: true, SCREENREADER: true });
const mxp = client({ MXP: true });
const osc8 = client({ OSC8: true, OSC8_SEND: true });
const mslp = client({ MSLP: true });
const everybody = [sixteen, xterm, full, none, aloud, mxp, osc8, mslp, client({ RAW: true })];

const hex = (text: string): string => Buffer.from(text, "utf8").toString("hex");
/** Shows escape characters as `^[`. */
const shown = (source: string, abilities: TextAbilities): string =>
  renderAnsi(source, abilities).replaceAll("\u001B", "^[");

describe("renderAnsi, colours", () => {
  it.each([
    ["|rx", "^[[1;31mx^[[0m"],
    ["|Rx", "^[[31mx^[[0m"],
    ["|r1|!G2|G3", "^[[1;31m1^[[32m2^[[22m3^[[0m"],
    ["|h|Rx", "^[[31mx^[[0m"],
    ["|ra|n b", "^[[1;31ma^[[0m b"],
    ["|[Ba|500b", "^[[44ma^[[1;31mb^[[0m"],
    ["|[ra|[xb", "^[[41ma^[[40mb^[[0m"],
    ["|ua|Ub", "^[[4ma^[[0mb"],
    ["|u|ia|Ib|sc|*d|^e", "^[[3;4ma^[[23mb^[[9mc^[[7md^[[5me^[[0m"],
    ["|r|n|gx", "^[[1;32mx^[[0m"],
    ["|ra|n|rb", "^[[1;31mab^[[0m"],
    ["x|r", "x"],
    ["", ""],
    ["plain", "plain"],
  ])("%s on sixteen colours is %s", (source, expected) => {
    expect(shown(source, sixteen)).toBe(expected);
  });

  it.each([
    ["|500x", "^[[38;5;196mx^[[0m"],
    ["|[500x", "^[[48;5;196mx^[[0m"],
    ["|[rx", "^[[48;5;196mx^[[0m"],
    ["|[Rx", "^[[41mx^[[0m"],
    ["|rx", "^[[1;31mx^[[0m"],
    ["|=ax|[=zy", "^[[38;5;16mx^[[48;5;231my^[[0m"],
    ["|#ffa500x", "^[[38;5;214mx^[[0m"],
    ["|r1|5002", "^[[1;31m1^[[38;5;196m2^[[0m"],
  ])("%s on 256 colours is %s", (source, expected) => {
    expect(shown(source, xterm)).toBe(expected);
  });

  it("shows exact colours where it can", () => {
    expect(shown("|#f80|[#102030x", full)).toBe("^[[38;2;255;136;0;48;2;16;32;48mx^[[0m");
  });

  it("shows none where there are none, and keeps breaks and blanks", () => {
    for (const abilities of [none, sixteen]) {
      expect(renderAnsi("a|/b|-c|_d|>e{{f||", abilities)).toBe("a\nb\tc d    e{f|");
    }
    expect(renderAnsi("|r|[500x|n|uy", none)).toBe("xy");
  });

  it("has the same words for everybody", () => {
    fc.assert(
      fc.property(messyMarkup, (source) => {
        const words = stripMarkup(source);
        for (const abilities of [sixteen, xterm, full, mxp, osc8]) {
          expect(withoutSequences(renderAnsi(source, { ...abilities, urlLinks: "osc8" }))).toBe(words);
        }
      }),
    );
  });
});

describe("renderAnsi, links (protocols.md §9)", () => {
  it("[protocols T50] frames a command for MXP", () => {
    expect(hex(`${renderAnsi("|lclook|ltLook|le", mxp)}\r\n`)).toBe(
      "1b5b347a3c53454e4420485245463d226c6f6f6b223e4c6f6f6b1b5b347a3c2f53454e443e0d0a",
    );
  });

  it("[protocols T51] frames a command for OSC 8", () => {
    expect(hex(`${renderAnsi("|lclook at me|ltx|le", osc8)}\r\n`)).toBe(
      "1b5d383b3b73656e643a6c6f6f6b25323061742532306d651b5c781b5d383b3b1b5c0d0a",
    );
  });

  it("[protocols T52] lets no target break out of its attribute", () => {
    const text = renderAnsi('|lcsay "><SEND HREF="quit|ltx|le', mxp);
    expect(text.match(/<SEND /g)).toHaveLength(1);
    expect(text).toContain("&quot;&gt;&lt;");
  });

  it("frames addresses", () => {
    const source = "|luhttps://a.example/é?a=1&b=2|ltsite|le";
    expect(shown(source, mxp)).toBe('^[[4z<A HREF="https://a.example/%C3%A9?a=1&amp;b=2">site^[[4z</A>');
    expect(shown(source, osc8)).toBe("^[]8;;https://a.example/%C3%A9?a=1&b=2^[\\site^[]8;;^[\\");
    expect(renderAnsi(source, sixteen)).toBe("site (https://a.example/é?a=1&b=2)");
    expect(renderAnsi(source, none)).toBe("site (https://a.example/é?a=1&b=2)");
    expect(renderAnsi(source, aloud)).toBe("site");
  });

  it("keeps an address that is encoded already as it is", () => {
    expect(shown("|luhttps://a.example/%20%2F|ltx|le", osc8)).toContain("https://a.example/%20%2F^[");
  });

  it("shows an address once when it is its own label", () => {
    expect(renderAnsi("|luhttps://a.example/|lthttps://|ra.example/|n|le!", sixteen)).toBe(
      "https://\u001B[1;31ma.example/\u001B[0m!",
    );
  });

  it("shows the address after all colours of its label", () => {
    expect(renderAnsi("|luhttps://a.example/|ltmy |rsite|le|n!", none)).toBe("my site (https://a.example/)!");
  });

  it("puts a command on the input line of a client that may not send it", () => {
    expect(shown("|lclook|ltx|le", client({ OSC8: true, OSC8_PROMPT: true }))).toBe(
      "^[]8;;prompt:look^[\\x^[]8;;^[\\",
    );
  });

  it("underlines what MSLP makes a link", () => {
    expect(shown("a |lclook|ltx|le b", mslp)).toBe("a ^[]68;1;SEND;look\u0007^[[4mx^[[24m b");
    expect(shown("|r|lclook|lta|Gb|le", mslp)).toBe(
      "^[]68;1;SEND;look\u0007^[[4m^[[1;31ma^[[22;32mb^[[24m^[[0m",
    );
    expect(shown("|u|lclook|lta|leb", mslp)).toBe("^[]68;1;SEND;look\u0007^[[4ma^[[24m^[[4mb^[[0m");
  });

  it("is one link, whatever colours its label has", () => {
    expect(shown("|lclook|lta|rb|nc|le", mxp)).toBe('^[[4z<SEND HREF="look">a^[[1;31mb^[[0mc^[[4z</SEND>');
  });

  it("closes a link before the line ends, and opens it again", () => {
    const lines = renderAnsi("|lclook|lttwo|/|rlong|/|/lines|le|n|/end", mxp).split("\n");
    expect(lines.map((line) => line.match(/<SEND/g)?.length ?? 0)).toEqual([1, 1, 0, 1, 0]);
    expect(lines.map((line) => line.match(/<\/SEND/g)?.length ?? 0)).toEqual([1, 1, 0, 1, 0]);
  });
});

describe("renderAnsi, hostile text (protocols.md §10.4)", () => {
  it("[protocols T54] sends nothing of a terminal's language that the text brought along", () => {
    for (const abilities of everybody) {
      expect(renderAnsi("a\u001B[1z<SEND>\u0007b", abilities)).toBe("a[1z<SEND>b");
    }
  });

  it("never throws, and sends no control character but its own", () => {
    fc.assert(
      fc.property(messyMarkup, (source) => {
        for (const abilities of everybody) {
          const text = withoutSequences(renderAnsi(source, abilities));
          expect(text).not.toMatch(/[\0-\x08\x0B-\x1F\x7F-\x9F]/);
        }
      }),
    );
  });

  it("leaves nothing on and no link open", () => {
    fc.assert(
      fc.property(messyMarkup, (source) => {
        for (const abilities of everybody) {
          const text = renderAnsi(source, abilities);
          const [last = "\u001B[0m"] = text.match(/\u001B\[[\d;]*m/g)?.slice(-1) ?? [];
          expect(["\u001B[0m", "\u001B[24m"]).toContain(last);
          for (const line of text.split("\n")) {
            expect(line.match(/\u001B\]8;;[^\u001B]/g)?.length).toBe(
              line.match(/\u001B\]8;;\u001B/g)?.length,
            );
          }
        }
      }),
    );
  });

  it("is raw where it was asked for", () => {
    expect(renderAnsi("|rx\u001B[1m", client({}, { raw: true }))).toBe("|rx\u001B[1m");
    expect(renderAnsi("|rx\u001B[1m", client({ RAW: true }))).toBe("|rx[1m");
  });
});

describe("renderAnsi, read once", () => {
  it("renders parsed markup as it does its source", () => {
    fc.assert(
      fc.property(messyMarkup, (source) => {
        const parsed = new ParsedMarkup(source);
        for (const abilities of everybody) {
          expect(renderAnsi(parsed, abilities)).toBe(renderAnsi(source, abilities));
        }
      }),
    );
  });
});

function withoutSequences(text: string): string {
  return text
    .replaceAll(/\u001B\[[0-9;]*m/g, "")
    .replaceAll(/\u001B\[4z<(?:SEND HREF="[^"<>]*"|A HREF="[^"<>]*"|\/SEND|\/A)>/g, "")
    .replaceAll(/\u001B\]8;;[!-~]*?\u001B\\/g, "")
    .replaceAll(/\u001B\]68;1;SEND;[^\u0007\n]*\u0007/g, "");
}
