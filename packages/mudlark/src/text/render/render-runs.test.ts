import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { messyMarkup } from "../markup/messy-markup.suite.ts";
import { stripMarkup } from "../markup/plain-text.ts";
import { renderRuns } from "./render-runs.ts";

describe("renderRuns", () => {
  it("is data, with plain text as text", () => {
    expect(renderRuns("a |rred|n |#102030|[=mx|nb")).toEqual([
      "a ",
      { text: "red", fg: 1, bright: true },
      " ",
      { text: "x", fg: "#102030", bg: 243 },
      "b",
    ]);
    expect(renderRuns("|[rx|u|Uy|[Rz|n|u|i|s|*|^|h!")).toEqual([
      { text: "xy", bg: 9 },
      { text: "z", bg: 1 },
      { text: "!", bright: true, underline: true, italic: true, strike: true, inverse: true, blink: true },
    ]);
    expect(renderRuns("|rx|n|u|Uy|h|Hz")).toEqual([{ text: "x", fg: 1, bright: true }, "yz"]);
    expect(renderRuns("")).toEqual([]);
  });

  it("carries links", () => {
    expect(renderRuns("|lclook|ltLook|le |luhttps://a.example/|ltx|le")).toEqual([
      { text: "Look", link: { kind: "command", target: "look" } },
      " ",
      { text: "x", link: { kind: "url", target: "https://a.example/" } },
    ]);
  });

  it("keeps hostile text as text", () => {
    expect(renderRuns("<img onerror=x> |lujavascript:x|lty|le\u001B")).toEqual(["<img onerror=x> y"]);
  });

  it("survives the wire with all its words", () => {
    fc.assert(
      fc.property(messyMarkup, (source) => {
        const runs = renderRuns(source);
        expect(JSON.parse(JSON.stringify(runs))).toEqual(runs);
        expect(runs.map((run) => (typeof run === "string" ? run : run.text)).join("")).toBe(
          stripMarkup(source),
        );
      }),
    );
  });
});
