import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeCommands, editCommands } from "./edit-commands.ts";
import { readEditLine } from "./edit-line.ts";
import { startOf, textOf, withLines, type EditState } from "./edit-state.ts";
import { EditMistake } from "./line-range.ts";
import type { PatternReplace } from "./replace-in.ts";

const replace: PatternReplace = (lines, { source, ignoreCase }, by) => {
  const regex = new RegExp(source, ignoreCase ? "gi" : "g");
  const count = lines.join("\n").match(regex)?.length ?? 0;
  return { ok: true, lines: lines.map((line) => line.replace(regex, by)), count };
};

/** What becomes of a text by commands that are typed one after the other. */
function after(text: string, ...typed: readonly string[]): EditState {
  return typed.reduce(perform, startOf(text, { echo: true, isCode: false }));
}

function perform(state: EditState, line: string): EditState {
  const read = readEditLine(line);
  if (read.kind === "text") return withLines(state, [...state.lines, read.text]);
  const command = editCommands.get(read.name) ?? codeCommands.get(read.name);
  if (command === undefined) throw new EditMistake(`no command ${read.name}`);
  return command(state, read.rest, replace).state;
}

const abc = "a\nb\nc";
const long = `${"word ".repeat(30).trim()}\nnext\n\n  indented`;

describe("the editor's commands", () => {
  it.each([
    [":dd", abc, "a\nb"],
    [":dd 2", abc, "a\nc"],
    [":dd 1:2", abc, "c"],
    [":dd 3:1", abc, ""],
    [":DD", abc, ""],
    [":dw b", "a b\nb", "a \n"],
    [":dw 2 b", "b\nb", "b\n"],
    [':dw "a b"', "a b c", " c"],
    [":i 2 new", abc, "a\nnew\nb\nc"],
    [":i 2   new  line", abc, "a\n  new  line\nb\nc"],
    [":r 2 new", abc, "a\nnew\nc"],
    [":r 2 ", abc, "a\n\nc"],
    [":I 2 x ", abc, "a\nx b\nc"],
    [":A 2 x", abc, "a\nbx\nc"],
    [":s a x", "a b a", "x b x"],
    [":s 2 a x", "a\na", "a\nx"],
    [":s 2:3 a x", "a\na\na", "a\nx\nx"],
    [":s 1 2", "1 1", "2 2"],
    [':s a ""', "abab", "bb"],
    [':s "a b" "x  y"', "a b", "x  y"],
    [":s a more than one word", "a", "more than one word"],
    [":s . !", "a.b", "a!b"],
    [":s a $&$&", "a", "$&$&"],
    [":s /[ab]/ x", "abc", "xxc"],
    [":s /(B)/i <$1>", "abc", "a<b>c"],
    [":s /a b/ x", "a b", "x"],
    [":s 1:2 /a/ 1 2", "a\na\na", "1 2\n1 2\na"],
    [":fi", "a\n\nb", "    a\n\n    b"],
    [":fd", "      a\n  b\n\tc", "  a\nb\nc"],
    [":fd 2", "    a\n    b", "    a\nb"],
    [":j 1 c = 20", "title\ntext", "       title\ntext"],
    [":j r = 10", "ab\nabc", "        ab\n       abc"],
    [":j l = 10", "  ab", "  ab"],
    [":f = 30", "a\nb\n\nc", "a b\n\nc"],
    [":f 1:2 = 30", "a\nb\nc", "a b\nc"],
  ])("%s", (typed, text, expected) => {
    expect(textOf(after(text, typed))).toBe(expected);
  });

  it("fill and justify long lines up to the width", () => {
    const filled = after(long, ":f = 30").lines;
    expect(filled.every((line) => line.length <= 30)).toBe(true);
    expect(filled.slice(-2)).toEqual(["", "  indented"]);
    const full = after(long, ":j f = 33").lines;
    expect(full[0]).toHaveLength(33);
    expect(after(long, ":f").lines[0]?.length).toBeGreaterThan(70);
  });

  it("copy, cut and paste lines", () => {
    expect(textOf(after(abc, ":y 1", ":p"))).toBe("a\nb\nc\na");
    expect(textOf(after(abc, ":x 1:2", ":p 1"))).toBe("c\na\nb");
    expect(textOf(after(abc, ":x", ":p 1"))).toBe("a\nc\nb");
  });

  it("take steps back and again, twenty of them, and go back to the beginning", () => {
    expect(textOf(after(abc, ":dd", ":dd", ":u"))).toBe("a\nb");
    expect(textOf(after(abc, ":dd", ":dd", ":u", ":u", ":uu"))).toBe("a\nb");
    expect(textOf(after(abc, ":DD", "x", ":UU"))).toBe(abc);
    expect(textOf(after(abc, ":DD", "x", ":UU", ":u"))).toBe("x");
    const many = after("", ...Array.from({ length: 30 }, (_, at) => `line ${at}`));
    const back = Array.from({ length: 20 }, () => ":u").reduce(perform, many);
    expect(back.lines).toHaveLength(10);
    expect(() => perform(back, ":u")).toThrow("nothing to take back");
    expect(() => after(abc, ":dd", ":u", "new", ":uu")).toThrow("Nothing was taken back");
  });

  it.each([
    [":dd 99", "There is no line 99; the text has 3 lines."],
    [":dd 2:9", "There is no line 9"],
    [":dd x", "is not a line"],
    [":dd 0", "There is no line 0"],
    [":p", "Nothing was copied"],
    [":i", "Usage: :i"],
    [":i 1:2 x", "Usage: :i"],
    [":s a", "Usage: :s"],
    [":s", "Usage: :s"],
    [":dw", "Usage: :dw"],
    [":dw a b", "does not belong"],
    [":u now", "does not belong"],
    [":j 1 c = 5", "from 10 to 200"],
    [":j q", "is not a line"],
    [":f = many", "from 10 to 200"],
  ])("%s is answered with what is wrong", (typed, message) => {
    expect(() => after(abc, typed)).toThrow(message);
  });

  it.each([":dd", ":y", ":x"])("%s of nothing is answered", (typed) => {
    expect(() => after("", typed)).toThrow("There are no lines yet");
  });

  it("set how far in new lines of code begin", () => {
    const state = startOf("", { echo: true, isCode: true });
    expect([":>", ":>", ":<"].reduce(perform, state).indent).toBe(1);
    expect(perform(state, ":<").indent).toBe(0);
    expect(perform(state, ":=").indent).toBeNull();
    expect([":=", ":="].reduce(perform, state).indent).toBe(0);
  });

  it("can always be taken back", () => {
    const typed = fc.constantFrom(
      ":dd",
      ":dd 1",
      ":DD",
      ":x",
      ":p",
      ":y",
      "text",
      ":::",
      ":s a x",
      ":fi",
      ":fd",
      ":i 1 new",
      ":r 1 z",
      ":f = 12",
      ":j c",
    );
    fc.assert(
      fc.property(fc.array(typed, { maxLength: 19 }), fc.constantFrom("", "a", abc, long), (lines, text) => {
        let state = startOf(text, { echo: true, isCode: false });
        let steps = 0;
        for (const line of lines) {
          const before = state.lines;
          try {
            state = perform(state, line);
          } catch (error) {
            if (!(error instanceof EditMistake)) throw error;
          }
          if (state.lines !== before) steps += 1;
        }
        const end = textOf(state);
        for (let step = 0; step < steps; step++) state = perform(state, ":u");
        expect(textOf(state)).toBe(text);
        for (let step = 0; step < steps; step++) state = perform(state, ":uu");
        expect(textOf(state)).toBe(end);
      }),
    );
  });
});

describe("a line that is typed", () => {
  it.each([
    ["plain  text ", { kind: "text", text: "plain  text " }],
    ["", { kind: "text", text: "" }],
    ["a :w", { kind: "text", text: "a :w" }],
    [":::", { kind: "text", text: ":" }],
    ["::x", { kind: "text", text: ":x" }],
    ["  ::x", { kind: "text", text: "  :x" }],
    ["::::", { kind: "text", text: ":::" }],
    ["::", { kind: "command", name: ":", rest: "" }],
    [":: 2:3", { kind: "command", name: ":", rest: " 2:3" }],
    [":", { kind: "command", name: "", rest: "" }],
    [":2:3", { kind: "command", name: "", rest: "2:3" }],
    [" :h", { kind: "command", name: "h", rest: "" }],
    [":q!", { kind: "command", name: "q!", rest: "" }],
    [":zz", { kind: "command", name: "zz", rest: "" }],
    [":!", { kind: "command", name: "!", rest: "" }],
    [":i 1  x", { kind: "command", name: "i", rest: " 1  x" }],
  ])("%j is understood", (line, expected) => {
    expect(readEditLine(line)).toEqual(expected);
  });
});
