import { describe, expect, it } from "vitest";
import { initialFlags, type ClientFlags } from "../link/session-state.ts";
import { OutgoingText } from "./outgoing-text.ts";
import { viewOf, type View } from "./view.ts";

const settings = { screenReaderStrip: String.raw`--+` };
const seenWith = (flags: ClientFlags): View => viewOf({ ...initialFlags, ...flags }, settings);
const frame = (text: OutgoingText, flags: ClientFlags, format: "runs" | "html"): unknown =>
  JSON.parse(text.frame(seenWith(flags), format).toString());

describe("OutgoingText", () => {
  it("makes the bytes once for clients that are alike", () => {
    const text = new OutgoingText("text", "|gGrass|n");
    expect(text.telnetBytes(seenWith({}))).toBe(text.telnetBytes(seenWith({ SCREENWIDTH: 100 })));
    expect(text.telnetBytes(seenWith({}))).not.toBe(text.telnetBytes(seenWith({ NOCOLOR: true })));
  });

  it("writes each client in its encoding, with line ends", () => {
    const text = new OutgoingText("text", "Café\nau lait");
    const hex = (encoding: string): string =>
      Buffer.from(text.telnetBytes(seenWith({ ENCODING: encoding }))).toString("hex");
    expect(hex("utf-8")).toBe(Buffer.from("Café\r\nau lait\r\n").toString("hex"));
    expect(hex("iso-8859-1")).toBe(Buffer.from("Café\r\nau lait\r\n", "latin1").toString("hex"));
  });

  it("lets options of one message go before the flags", () => {
    const text = new OutgoingText("text", "|gGrass|n", { nocolor: true });
    expect(text.terminal(seenWith({ TRUECOLOR: true }))).toBe("Grass");
  });

  it("gives the spoken words to those who hear it", () => {
    const text = new OutgoingText("text", "[#####-----]", { alt: "Half full." });
    expect(text.terminal(seenWith({ SCREENREADER: true }))).toBe("Half full.");
    expect(text.terminal(seenWith({}))).toBe("[#####-----]");
  });

  it("makes frames of runs or of HTML, with the options", () => {
    const text = new OutgoingText("prompt", "|rHP|n <5>", { type: "status" });
    expect(frame(text, {}, "runs")).toEqual([
      "prompt",
      [[{ text: "HP", fg: 1, bright: true }, " <5>"]],
      { type: "status" },
    ]);
    expect(frame(text, {}, "html")).toEqual([
      "prompt",
      [expect.stringMatching(/^<span class="color-009">HP<\/span> &lt;5&gt;$/)],
      { type: "status" },
    ]);
  });

  it("leaves colour out of frames for those who do not want it", () => {
    const text = new OutgoingText("text", "|rFire|n | smoke");
    expect(frame(text, { NOCOLOR: true }, "runs")).toEqual(["text", [["Fire | smoke"]], {}]);
  });

  it("shows raw text as it is", () => {
    const text = new OutgoingText("text", "|rFire|n", { raw: true });
    expect(frame(text, {}, "runs")).toEqual(["text", [["|rFire|n"]], { raw: true }]);
  });
});
