import { describe, expect, it } from "vitest";
import { readAloud } from "./read-aloud.ts";
import { renderPlain } from "./render-plain.ts";
import { abilitiesOf } from "./text-abilities.ts";

const strip = String.raw`\+-+|\+$|\+~|--+|~~+|==+`;

describe("readAloud (protocols.md §10.3)", () => {
  it.each([
    ["+-----+\nTitle\n+-----+", "Title"],
    ["== Title ==", "Title"],
    ["a ── b", "a  b"],
    ["║ words ║", "words"],
    ["████░░ 60%", "60%"],
    ["a\tb", "a b"],
    ["one\n\ntwo", "one\n\ntwo"],
    ["one\n----\n\ntwo", "one\n\ntwo"],
    ["  indented", "  indented"],
    ["a-b + c = d", "a-b + c = d"],
    ["----", ""],
  ])("%j is heard as %j", (text, heard) => {
    expect(readAloud(text, strip)).toBe(heard);
  });

  it("works without a pattern", () => {
    expect(readAloud("-- ── x", "")).toBe("--  x");
  });

  it("hears no colours and no links", () => {
    const abilities = abilitiesOf({ SCREENREADER: true, MXP: true }, {}, { screenReaderStrip: strip });
    expect(renderPlain("|[B|r==|n |lclook|ltLook|le|-here|/----", abilities)).toBe("Look here");
  });
});
