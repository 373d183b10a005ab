import { describe, expect, it } from "vitest";
import { LineEditor } from "./line-editor.ts";
import type { TypedEvent } from "./line-source.ts";
import { PlainLines } from "./plain-lines.ts";

/** An editor with a terminal that knows the few sequences that the editor uses. */
class Desk {
  readonly rows: string[][] = [[]];
  readonly events: TypedEvent[] = [];
  readonly editor: LineEditor;
  readonly #columns: number;
  written = "";
  row = 0;
  column = 0;

  constructor(columns = 40) {
    this.#columns = columns;
    this.editor = new LineEditor({ write: (text) => this.#write(text), columns, mostCharacters: 50 });
  }

  get screen(): string[] {
    return this.rows.map((row) => row.join("").trimEnd());
  }

  get lines(): string[] {
    return this.events.map((event) => (event.type === "line" ? event.text : event.type));
  }

  type(text: string): void {
    this.events.push(...this.editor.type(text));
  }

  #write(text: string): void {
    this.written += text;
    for (const [piece] of text.matchAll(/\x1b\[(\d*;?\d*)([A-Z])|[^]/gu)) this.#obey(piece);
  }

  #obey(piece: string): void {
    const [, count = "", verb] = /^\x1b\[(\d*)([A-Z])$/.exec(piece) ?? [];
    if (verb === "A") this.row -= Number(count);
    else if (verb === "C") this.column += Number(count);
    else if (verb === "H") this.row = this.column = 0;
    else if (verb === "J" && count === "2") this.rows.splice(0, Infinity, []);
    else if (verb === "J") this.#eraseBelow();
    else if (piece === "\r") this.column = 0;
    else if (piece === "\n") this.#down();
    else this.#put(piece);
  }

  #eraseBelow(): void {
    this.rows.splice(this.row + 1);
    this.rows[this.row]?.splice(this.column);
  }

  #put(letter: string): void {
    const width = /\p{Script=Han}/u.test(letter) ? 2 : 1;
    if (this.column + width > this.#columns) {
      this.column = 0;
      this.#down();
    }
    const row = this.rows[this.row]!;
    while (row.length < this.column) row.push(" ");
    row.splice(this.column, width, letter, ...Array.from({ length: width - 1 }, () => ""));
    this.column += width;
  }

  #down(): void {
    this.row++;
    this.rows[this.row] ??= [];
  }
}

const up = "\x1b[A";
const left = "\x1b[D";

describe("a line that is typed at a terminal", () => {
  it("is shown, and taken back letter by letter", () => {
    const desk = new Desk();
    desk.type("look é\x7f\r");
    expect(desk.lines).toEqual(["look "]);
    expect(desk.screen).toEqual(["look", ""]);
  });

  it("takes a letter with its marks for one", () => {
    const desk = new Desk();
    desk.type("ae\u0301x\x7f\x7f\r");
    expect(desk.lines).toEqual(["a"]);
  });

  it.each([
    ["say hi\x01\x0b", ""],
    ["ne two\x01o", "one two"],
    ["one two\x17\x17three", "three"],
    ["one two\x15three", "three"],
    ["one\x03two", "two"],
    [`ab${left}${left}\x1b[3~`, "b"],
    ["ab\x1bOD\x0b", "a"],
    ["ab\x1b[H\x04", "b"],
    ["a\x1b[200~b\tc\x1b[201~", "ab c"],
    ["a\x1b[1;5Pb\x00\x07", "ab"],
  ])("is edited by keys: %j", (typed, line) => {
    const whole = new Desk();
    whole.type(`${typed}\r`);
    expect(whole.lines).toEqual([line]);
    const letters = [...typed, "\r"];
    for (let at = 1; at < letters.length; at++) {
      const cut = new Desk();
      cut.type(letters.slice(0, at).join(""));
      cut.type(letters.slice(at).join(""));
      expect([cut.lines, cut.screen]).toEqual([whole.lines, whole.screen]);
    }
  });

  it("comes back from the history of the session, but no secret does", () => {
    const desk = new Desk();
    desk.type("look\rnorth\r");
    desk.editor.hideInput();
    desk.type("swordfish\r");
    desk.type(`un${up}${up}\r`);
    desk.type(`half${up}\x1b[B\r`);
    expect(desk.events.map((event) => event.type === "line" && event.masked)).toEqual([
      false,
      false,
      true,
      false,
      false,
    ]);
    expect(desk.lines).toEqual(["look", "north", "swordfish", "look", "half"]);
    expect(desk.written).not.toMatch(/sword|fish/);
  });

  it("stands below whatever is said meanwhile", () => {
    const desk = new Desk();
    desk.editor.prompt("100hp> ");
    desk.type("say he");
    desk.editor.print("A gull cries.");
    desk.type("llo");
    expect(desk.screen).toEqual(["A gull cries.", "100hp> say hello"]);
  });

  it("runs over the edge of the terminal and back", () => {
    const desk = new Desk(10);
    desk.editor.prompt("> ");
    desk.type("12345678");
    expect([desk.row, desk.column]).toEqual([1, 0]);
    desk.type("9");
    expect(desk.screen).toEqual(["> 12345678", "9"]);
    desk.type(`${left}${left}x`);
    expect(desk.screen).toEqual(["> 1234567x", "89"]);
    desk.editor.print("Rain.");
    expect(desk.screen).toEqual(["Rain.", "> 1234567x", "89"]);
    desk.type("\x05\x15\x15");
    expect(desk.screen).toEqual(["Rain.", ">"]);
    desk.type("\r");
    expect(desk.lines).toEqual([""]);
  });

  it("counts wide letters as two columns", () => {
    const desk = new Desk(5);
    desk.type(`海海海${left}x`);
    expect(desk.screen).toEqual(["海海x", "海"]);
    desk.type("\r");
    expect(desk.lines).toEqual(["海海x海"]);
  });

  it("is refused when it is too long, and a new one begins", () => {
    const desk = new Desk();
    desk.type(`${"x".repeat(51)}\rlook\r`);
    expect(desk.lines).toEqual(["tooLong", "look"]);
  });

  it("ends the session by Ctrl-D when it is empty", () => {
    const desk = new Desk();
    desk.type("\x04");
    expect(desk.events).toEqual([{ type: "quit" }]);
  });

  it("ends with the client's input", () => {
    const desk = new Desk();
    desk.type("look");
    expect(desk.editor.end()).toEqual([{ type: "line", text: "look", masked: false }]);
    expect(desk.editor.end()).toEqual([]);
  });
});

describe("lines of a client without a terminal", () => {
  it("end with a newline, wherever they are cut", () => {
    const typed = "look\nsay é\r\n\nquit";
    for (let at = 0; at <= typed.length; at++) {
      const lines = new PlainLines(() => {}, 10);
      const events = [...lines.type(typed.slice(0, at)), ...lines.type(typed.slice(at)), ...lines.end()];
      const expected = ["look", "say é", "", "quit"];
      expect(events).toEqual(expected.map((text) => ({ type: "line", text, masked: false })));
    }
  });

  it("are dropped up to their end when they are too long", () => {
    const lines = new PlainLines(() => {}, 10);
    expect(lines.type("x".repeat(6))).toEqual([]);
    expect(lines.type(`${"x".repeat(6)}\nok\n`)).toEqual([
      { type: "tooLong" },
      { type: "line", text: "ok", masked: false },
    ]);
  });
});
