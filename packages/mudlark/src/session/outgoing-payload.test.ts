import { describe, expect, it } from "vitest";
import { testGame } from "../testing/test-game.ts";
import { payloadOf } from "./outgoing-payload.ts";

const table: readonly (readonly [given: unknown, args: readonly unknown[], kwargs: object])[] = [
  [null, [], {}],
  ["", [], {}],
  [[], [], {}],
  [{}, [], {}],
  [0, [0], {}],
  [false, [false], {}],
  ["v", ["v"], {}],
  [{ k: "v" }, [], { k: "v" }],
  [["a", "b"], ["a", "b"], {}],
  [["a", { k: "v" }], ["a"], { k: "v" }],
  [[["a", "b"], { k: "v" }], ["a", "b"], { k: "v" }],
  [["a", "b", { k: "v" }], ["a", "b"], { k: "v" }],
  [[["a", "b"], "c"], [["a", "b"], "c"], {}],
];

const quiet = { encoding: "utf-8", report: () => {} };

describe("outgoing values", () => {
  it.each(table)("%j becomes %j and %j", (given, args, kwargs) => {
    expect(payloadOf(given, quiet)).toEqual({ args, kwargs });
  });

  it("are text where JSON cannot say them, which is reported", () => {
    const problems: string[] = [];
    const circle: Record<string, unknown> = { k: 1 };
    circle.self = circle;
    const reader = { encoding: "utf-8", report: (problem: string) => void problems.push(problem) };
    expect(payloadOf([circle, 10n, Number.NaN, new Map(), undefined], reader).args).toEqual([
      { k: 1, self: "[object Object]" },
      "10",
      "NaN",
      "[object Map]",
      null,
    ]);
    expect(problems).toHaveLength(4);
  });

  it.each([
    ["utf-8", [0xc3, 0xa9], "é", 0],
    ["iso-8859-1", [0xe9], "é", 0],
    ["klingon", [0xc3, 0xa9], "é", 0],
    ["utf-8", [0xe9], "", 1],
  ] as const)("of bytes are read as %s: %j", (encoding, bytes, text, reports) => {
    let count = 0;
    const reader = { encoding, report: () => void count++ };
    expect([payloadOf({ v: new Uint8Array(bytes) }, reader).kwargs, count]).toEqual([{ v: text }, reports]);
  });

  it("[sessions 39] reach the client as tuples, the prompt last, whatever is wrong with one of them", async () => {
    const game = await testGame();
    const { anna, hall } = await game.scene({ rooms: ["hall"], players: { anna: "hall" } });
    const other: Record<string, unknown> = { prompt: "> ", room: hall };
    Object.defineProperty(other, "broken", {
      enumerable: true,
      get: () => {
        throw new Error("no such thing");
      },
    });
    for (const [index, [given]] of table.entries()) other[`row${index}`] = given;
    const [texts, commands] = [anna.session.transcript.length, anna.session.commands.length];
    await game.turn(() => anna.character.msg({ text: "Hello.", other, options: { raw: true, type: "say" } }));
    expect(game.takeErrors().map(({ message }) => message)).toEqual(["no such thing"]);
    const expected = table.map(([, args, kwargs], index) => ({
      name: `row${index}`,
      args,
      kwargs: { raw: true, ...kwargs },
    }));
    expect(anna.session.commands.slice(commands)).toEqual([
      { name: "room", args: ["hall"], kwargs: { raw: true } },
      ...expected,
    ]);
    expect(anna.session.transcript.slice(texts).map(({ kind, markup }) => [kind, markup])).toEqual([
      ["text", "Hello."],
      ["prompt", "> "],
    ]);
  });

  it("that are no text are shown as text, and nothing is not shown at all", async () => {
    const game = await testGame();
    const { anna } = await game.scene({ rooms: ["hall"], players: { anna: "hall" } });
    const from = anna.session.transcript.length;
    await game.turn(() => {
      const session = game.session(anna);
      for (const text of [42, null, ""]) session.msg({ text: text as string | null });
    });
    expect(anna.session.transcript.slice(from).map(({ markup }) => markup)).toEqual(["42"]);
  });
});
