import { describe, expect, it } from "vitest";
import { command } from "../declaration/command.ts";
import { testGame } from "../../testing/test-game.ts";
import { linePattern } from "./line-pattern.ts";
import { menu } from "./menu.ts";
import { menuTemplate } from "./menu-template.ts";

const door = `
  # A comment before the first node.
  ## node door
  Do you want a bed?
    (It is cheap.)

  # The words of the landlord.
  ## options
  yes;y: take it -> bed
  no: -> road
  > [0-9]+: num(nights=2, who="the guest, Sir")
  > /^a:b$/i: road
  > : road
  > *: any()

  ## node bed
  You sleep.

  ## node road
  It is getting dark.
`;

/** What is shown at the door after an answer. */
async function atTheDoor(answer: string, text = door): Promise<string> {
  const heard: string[] = [];
  const inn = menu({
    ...menuTemplate<{ nights: number }>(text, {
      num: (_m, input, { nights, who }) => {
        heard.push(`num ${input} ${String(nights)} ${String(who)}`);
        return { node: "bed", set: { nights: Number(nights) } };
      },
      any: (m, input) => m.stay(`any ${input}`),
    }),
    data: { nights: 0 },
    onExit: null,
  });
  const open = command({ key: "open", run: (ctx) => ctx.menu(inn) });
  const game = await testGame({ commands: [open] });
  const { ann } = await game.scene({ rooms: ["hall"], players: { ann: "hall" } });
  const shown = await game.call("open", { as: ann });
  if (answer === "shown") return shown.textTo(ann);
  const result = await game.call(answer, { as: ann });
  return [...heard, result.textTo(ann)].join("\n");
}

describe("a menu template", () => {
  it("shows the text of its first node, and the options", async () => {
    const shown = await atTheDoor("shown");
    expect(shown).toBe("Do you want a bed?\n  (It is cheap.)\n\nyes: take it\nno");
  });

  it("takes keys, other names, and the empty line", async () => {
    expect(await atTheDoor("yes")).toBe("You sleep.");
    expect(await atTheDoor("Y")).toBe("You sleep.");
    expect(await atTheDoor("no")).toBe("It is getting dark.");
    expect(await atTheDoor("")).toBe("It is getting dark.");
  });

  it("routes other input by the first pattern that fits [commands C70]", async () => {
    expect(await atTheDoor("42")).toBe("num 42 2 the guest, Sir\nYou sleep.");
    expect(await atTheDoor("perhaps")).toBe("any perhaps");
    expect(await atTheDoor("A:B")).toBe("It is getting dark.");
    expect(await atTheDoor("42", door.replace("  > [0-9]+", "  > *: any()\n  > [0-9]+"))).toBe("any 42");
  });

  it("names every mistake with its line", () => {
    const wrong =
      "early\n## node a\n## options\nx: nowhere\nno colon\ny: go()\n;z: a\n> /(/: a\nq: any(1)\n## node a";
    expect(() => menuTemplate(wrong, { any: () => undefined })).toThrow(
      /line 1: .*before[^]*line 5: .*colon[^]*line 6: .*no function "go"[^]*line 7: .*without a key[^]*line 8: .*not a pattern[^]*line 9: .*named values[^]*line 10: .*two nodes/,
    );
    expect(() => menuTemplate("## node a\n## options\nx: nowhere")).toThrow(
      'line 3: there is no node "nowhere"',
    );
    expect(() => menuTemplate("")).toThrow("no ## node");
  });
});

describe("a pattern", () => {
  it.each([
    ["*", "anything at all", true],
    ["go *", "go north", true],
    ["go *", "gonorth", false],
    ["?", "a", true],
    ["?", "ab", false],
    ["[abc]", "b", true],
    ["[!abc]", "b", false],
    ["[!abc]", "d", true],
    ["[0-9]+", "42", true],
    ["[0-9]+", "42a", false],
    ["what?", "what?", true],
    ["(a", "(a", true],
    ["/b/", "abc", true],
    ["/B/", "abc", false],
    ["/B/i", "abc", true],
    ["", "", true],
    ["", "a", false],
    ["YES", "yes", true],
  ])("%s and %j: %s", (pattern, line, fits) => {
    expect(linePattern(pattern)?.(line)).toBe(fits);
  });
});
