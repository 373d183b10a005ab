import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../base/json.ts";
import { abilitiesKey, abilitiesOf, type TextAbilities } from "./text-abilities.ts";

const settings = { screenReaderStrip: "--+", mslp: true };
const of = (flags: JsonObject, options: JsonObject = {}): TextAbilities =>
  abilitiesOf(flags, options, settings);

describe("abilitiesOf", () => {
  it.each([
    [{}, "16"],
    [{ ANSI: true }, "16"],
    [{ ANSI: true, XTERM256: true }, "256"],
    [{ ANSI: true, XTERM256: true, TRUECOLOR: true }, "true"],
    [{ ANSI: true, TRUECOLOR: true }, "true"],
    [{ ANSI: false, TRUECOLOR: true }, "none"],
    [{ ANSI: true, NOCOLOR: true }, "none"],
    [{ ANSI: true, SCREENREADER: true }, "none"],
  ])("gives a client with %j %s colours", (flags, colour) => {
    expect(of(flags).colour).toBe(colour);
  });

  it.each([
    [{ TRUECOLOR: true }, { truecolor: false }, "256"],
    [{ TRUECOLOR: true }, { xterm256: false }, "16"],
    [{}, { xterm256: true }, "256"],
    [{}, { truecolor: true }, "true"],
    [{}, { nocolor: true }, "none"],
    [{ NOCOLOR: true }, { nocolor: false }, "16"],
    [{}, { ansi: false }, "none"],
    [{ ANSI: false }, { ansi: true }, "16"],
    [{ SCREENREADER: true }, { screenreader: false }, "16"],
    [{}, { screenreader: true }, "none"],
  ])("lets a message to %j override by %j: %s", (flags, options, colour) => {
    expect(of(flags, options).colour).toBe(colour);
  });

  it.each([
    [{}, {}, "none", "none"],
    [{ MXP: true }, {}, "mxp", "mxp"],
    [{ MXP: true }, { mxp: false }, "none", "none"],
    [{}, { mxp: true }, "mxp", "mxp"],
    [{ OSC8: true }, {}, "none", "osc8"],
    [{ OSC8: true, MXP: true }, {}, "mxp", "osc8"],
    [{ OSC8: true, OSC8_SEND: true, MXP: true }, {}, "osc8", "osc8"],
    [{ OSC8: true, OSC8_PROMPT: true }, {}, "osc8-prompt", "osc8"],
    [{ OSC8: true, OSC8_PROMPT: true, OSC8_SEND: true }, {}, "osc8", "osc8"],
    [{ MSLP: true }, {}, "mslp", "none"],
    [{ MSLP: true, MXP: true }, {}, "mxp", "mxp"],
    [{ MXP: true, OSC8: true, OSC8_SEND: true, SCREENREADER: true }, {}, "none", "none"],
    [{ MXP: true, ANSI: false }, {}, "none", "none"],
    [{ MXP: true, NOCOLOR: true }, {}, "none", "none"],
  ])("frames links for %j and a message with %j by %s and %s", (flags, options, commands, urls) => {
    expect(of(flags, options)).toMatchObject({ commandLinks: commands, urlLinks: urls });
  });

  it("uses MSLP only where the game allows it", () => {
    expect(abilitiesOf({ MSLP: true }, {}, { screenReaderStrip: "" }).commandLinks).toBe("none");
  });

  it("trusts raw text of the game, not a player's wish for it", () => {
    expect(of({ RAW: true })).toMatchObject({ raw: true, trusted: false });
    expect(of({}, { raw: true })).toMatchObject({ raw: true, trusted: true });
    expect(of({ RAW: true }, { raw: false })).toMatchObject({ raw: false, trusted: false });
  });
});

describe("abilitiesKey", () => {
  it("is equal for clients that are shown the same", () => {
    expect(abilitiesKey(of({ TERM: "x" }))).toBe(abilitiesKey(of({ ANSI: true })));
    expect(abilitiesKey(of({ RAW: true, MXP: true }))).toBe(abilitiesKey(of({ RAW: true })));
  });

  it("is different for clients that are not", () => {
    const others = [
      of({}),
      of({ XTERM256: true }),
      of({ TRUECOLOR: true }),
      of({ NOCOLOR: true }),
      of({ SCREENREADER: true }),
      of({ MXP: true }),
      of({ OSC8: true }),
      of({ RAW: true }),
      of({}, { raw: true }),
      abilitiesOf({ SCREENREADER: true }, {}, { screenReaderStrip: "==+" }),
    ];
    expect(new Set(others.map(abilitiesKey)).size).toBe(others.length);
  });
});
