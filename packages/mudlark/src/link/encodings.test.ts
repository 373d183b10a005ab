import { encodeTelnetText, findCodec, TelnetServer } from "@mudlark/protocols";
import { expect, it } from "vitest";
import { encodingNames, encodingsOf, findEncoding } from "./encodings.ts";

it.each([
  ["koi8-r", "Привет", "f0d2c9d7c5d4"],
  ["windows-1251", "Моя", "cceeff"],
  ["cp437", "Ä╔═╗", "8ec9cdbb"],
  ["big5", "你好", "a741a66e"],
  ["gb18030", "你好€", "c4e3bac3a2e3"],
  ["euc-kr", "안녕", "bec8b3e7"],
  ["shift_jis", "こんにちは", "82b182f182c982bf82cd"],
  ["iso-8859-15", "5 €", "3520a4"],
])("reads and writes %s", (name, text, hex) => {
  const found = findCodec(name.toUpperCase(), findEncoding);
  expect(found?.name).toBe(name);
  expect(Buffer.from(found?.codec.encode(text) ?? []).toString("hex")).toBe(hex);
  expect(found?.codec.decode(Buffer.from(hex, "hex"))).toBe(text);
  const next = found?.codec.decodeInPieces?.();
  expect(Array.from(Buffer.from(hex, "hex"), (byte) => next?.(Buffer.of(byte))).join("")).toBe(text);
});

it("knows what an encoding lacks, and writes it plainer", () => {
  const shown = encodeTelnetText("Café – “Привет” 你", "koi8-r", findEncoding);
  expect(findCodec("koi8-r", findEncoding)?.codec.decode(shown)).toBe('Cafe - "Привет" ?');
});

it("doubles the byte that telnet takes for a command", () => {
  expect(Buffer.from(encodeTelnetText("я", "cp1251", findEncoding)).toString("hex")).toBe("ffff");
});

it("takes the encoding that a player chose on telnet", () => {
  const telnet = new TelnetServer({ now: () => 0, codecs: findEncoding, loginDelayMs: 0 });
  telnet.start();
  telnet.tick();
  expect(telnet.setEncoding("KOI8-R")).toMatchObject({ ENCODING: "koi8-r" });
  expect(telnet.receive(Buffer.from("f0d2c9d7c5d40d0a", "hex"))).toContainEqual({
    type: "line",
    text: "Привет",
    masked: false,
  });
});

it.each(["base64", "hex", "utf-7", "utf16le", "ucs2", "binary", "cp99999", "klingon", "koi8-xyz", ""])(
  "does not take %j for an encoding of text",
  (name) => {
    expect(findEncoding(name)).toBeNull();
  },
);

it("tells of encodings that it knows only", () => {
  for (const name of encodingNames) expect(findCodec(name, findEncoding)?.name).toBe(name);
});

it("does without the package where it is not installed", () => {
  expect(encodingsOf(null)("koi8-r")).toBeNull();
});
