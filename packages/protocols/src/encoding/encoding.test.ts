import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asciiCodec, latin1Codec } from "./built-in-codecs.ts";
import { ClientEncoding } from "./client-encoding.ts";
import { encodeText } from "./encode-text.ts";
import { encodeTelnetText } from "./encode-telnet-text.ts";
import { fitText } from "./fallback.ts";
import { findCodec } from "./find-codec.ts";
import { isUtf8 } from "./utf8.ts";
import { ascii, hexOf } from "../telnet/telnet-peer.suite.ts";

describe("UTF-8", () => {
  it("is told from other bytes exactly as the platform does", () => {
    // None of the bytes below spells U+FFFD itself.
    const isValid = (bytes: Uint8Array): boolean => !new TextDecoder().decode(bytes).includes("\uFFFD");
    const tricky = fc.constantFrom(
      0x41,
      0x80,
      0x9f,
      0xa0,
      0xbf,
      0xc0,
      0xc2,
      0xe0,
      0xed,
      0xef,
      0xf0,
      0xf4,
      0xf5,
      0x8f,
    );
    fc.assert(
      fc.property(
        fc.array(tricky, { maxLength: 6 }),
        fc.string({ unit: "binary", maxLength: 10 }),
        (numbers, text) => {
          const bytes = Uint8Array.from(numbers);
          expect(isUtf8(bytes)).toBe(isValid(bytes));
          expect(isUtf8(ascii(text))).toBe(true);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe("text that does not fit", () => {
  it.each([
    ["café", "café", "cafe"],
    ["cafe\u0301", "café", "cafe"],
    ["“Hi” – it’s…", '"Hi" - it\'s...', '"Hi" - it\'s...'],
    ["┌─┐│└╝", "+-+|++", "+-+|++"],
    ["• one", "* one", "* one"],
    ["½ ﬁsh", "½ fish", "1/2 fish"],
    ["Straße Łódź Ærø", "Straße Lódz Ærø", "Strasse Lodz AEro"],
    ["世界 😀", "?? ?", "?? ?"],
    ["a\u200Db\u{1F468}\u200D\u{1F469}", "ab??", "ab??"],
    ["€5 → 6", "EUR5 -> 6", "EUR5 -> 6"],
    ["ﷺ", "???? ???? ???? ????", "???? ???? ???? ????"],
  ])("%j", (text, inLatin1, inAscii) => {
    expect(fitText(text, latin1Codec).replace(/\?+( \?+)+/, (marks) => marks)).toMatch(asPattern(inLatin1));
    expect(fitText(text, asciiCodec)).toMatch(asPattern(inAscii));
  });

  it("becomes nothing but characters of the encoding", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme-composite" }), (text) => {
        expect(fitText(text, asciiCodec)).toMatch(/^[\0-\x7F]*$/);
        expect(fitText(text, latin1Codec)).toMatch(/^[\0-\xFF]*$/);
      }),
    );
  });
});

function asPattern(text: string): RegExp {
  const quoted = text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return text.startsWith("????") ? /^[? ]+$/ : new RegExp(`^${quoted}$`);
}

describe("text for a terminal", () => {
  it("is in its encoding, with nothing added", () => {
    expect(hexOf(encodeText("Ærø ÿ\r\n– 5 €", "latin1"))).toBe("c672f820ff0d0a2d203520455552");
    expect(hexOf(encodeText("Ærø", "us-ascii"))).toBe(hexOf(ascii("AEro")));
    expect(hexOf(encodeText("é", "klingon"))).toBe("c3a9");
  });
});

describe("text for the wire", () => {
  it("has CR LF for newlines and no lone CR", () => {
    expect(hexOf(encodeTelnetText("a\nb\r\nc\rd\r\r\n", "utf-8"))).toBe(hexOf(ascii("a\r\nb\r\ncd\r\n")));
  });

  it("doubles IAC, which UTF-8 never has", () => {
    expect(hexOf(encodeTelnetText("ÿ", "iso-8859-1"))).toBe("ffff");
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(encodeTelnetText(text, "utf-8").includes(0xff)).toBe(false);
      }),
    );
  });

  it("is UTF-8 when the encoding is not known", () => {
    expect(hexOf(encodeTelnetText("é", "klingon"))).toBe("c3a9");
  });
});

describe("names of encodings", () => {
  it("are found in any spelling", () => {
    expect(findCodec("UTF8")?.name).toBe("utf-8");
    expect(findCodec(" Latin1 ")?.name).toBe("iso-8859-1");
    expect(findCodec("ASCII")?.name).toBe("us-ascii");
  });

  it("are asked for only when they look like names", () => {
    const asked: string[] = [];
    for (const name of ["", "../x", "a b", "x".repeat(100), "KOI8-R"]) {
      findCodec(name, (known) => {
        asked.push(known);
        return null;
      });
    }
    expect(asked).toEqual(["koi8-r"]);
  });
});

describe("what a client uses", () => {
  it("is not changed by a weaker source", () => {
    const encoding = new ClientEncoding();
    expect(encoding.use("iso-8859-1", "charset")).toBe(true);
    expect(encoding.use("utf-8", "environ")).toBe(false);
    expect(encoding.use("nonsense", "user")).toBe(false);
    expect(encoding.use("us-ascii", "user")).toBe(true);
    expect([encoding.name, encoding.source]).toEqual(["us-ascii", "user"]);
  });

  it("is UTF-8 again when MTTS says so after all", () => {
    const encoding = new ClientEncoding();
    encoding.useMtts(false);
    expect(encoding.name).toBe("us-ascii");
    encoding.useMtts(true);
    expect([encoding.name, encoding.source]).toEqual(["utf-8", "default"]);
  });
});
