import { plainWidth } from "../../text/layout/display-width.ts";
import { KeyReader, type Key, type KeyName } from "./key-reader.ts";
import { LineHistory } from "./line-history.ts";
import type { LineSource, TypedEvent } from "./line-source.ts";

interface Place {
  readonly row: number;
  readonly column: number;
}

export interface LineEditorOptions {
  readonly write: (text: string) => void;
  /** Of the terminal. */
  readonly columns: number;
  /** Longest line. */
  readonly mostCharacters: number;
}

/**
 * The line that a player types at a terminal, which sends every key as it is pressed: shows it, edits it, and keeps it
 * apart from what the game says meanwhile (`protocols.md` §12).
 */
export class LineEditor implements LineSource {
  readonly #write: (text: string) => void;
  readonly #mostCharacters: number;
  readonly #keys = new KeyReader();
  readonly #history = new LineHistory();
  #columns: number;
  /** What the line is typed after. */
  #prompt = "";
  /** The line: each is a letter with its marks. */
  #letters: string[] = [];
  /** The cursor stands before this letter. */
  #at = 0;
  #isTooLong = false;
  #isHidden = false;
  /** On which row of the line the terminal's cursor is. */
  #row = 0;

  constructor({ write, columns, mostCharacters }: LineEditorOptions) {
    this.#write = write;
    this.#columns = columns;
    this.#mostCharacters = mostCharacters;
  }

  type(text: string): readonly TypedEvent[] {
    const events: TypedEvent[] = [];
    for (const key of this.#keys.read(text)) {
      const event = this.#press(key);
      if (event !== null) events.push(event);
    }
    return events;
  }

  end(): readonly TypedEvent[] {
    return this.#letters.length === 0 ? [] : [this.#enter()];
  }

  print(text: string): void {
    const isEmpty = this.#prompt === "" && this.#letters.length === 0;
    this.#write(`${isEmpty ? "" : this.#erasure()}${text}\r\n`);
    if (!isEmpty) this.#draw();
  }

  prompt(text: string): void {
    const erasure = this.#erasure();
    const end = text.lastIndexOf("\n") + 1;
    this.#write(`${erasure}${text.slice(0, end)}`);
    this.#prompt = text.slice(end);
    this.#draw();
  }

  hideInput(): void {
    this.#isHidden = true;
  }

  showInput(): void {
    this.#isHidden = false;
  }

  resize(columns: number): void {
    this.#columns = columns;
    this.#row = this.#place(this.#shownAt).row;
  }

  /** How many letters stand between prompt and cursor. */
  get #shownAt(): number {
    return this.#isHidden ? 0 : this.#at;
  }

  #press(key: Key): TypedEvent | null {
    if (key.type === "key") return this.#do(key.name);
    this.#insert(key.letter);
    return null;
  }

  #insert(letter: string): void {
    if (this.#isTooLong || this.#letters.length >= this.#mostCharacters) {
      this.#isTooLong = true;
      return;
    }
    const isMark = this.#at > 0 && plainWidth(letter) === 0;
    // Marks without end on one letter would make it as long as one likes.
    if (isMark && (this.#letters[this.#at - 1] ?? "").length >= 32) return;
    if (isMark) this.#letters[this.#at - 1] += letter;
    else this.#letters.splice(this.#at++, 0, letter);
    if (this.#isHidden) return;
    const isAtEnd = this.#at === this.#letters.length;
    if (!isAtEnd) return this.#redraw();
    const place = this.#place(this.#at);
    this.#write(letter + wrapOf(place));
    this.#row = place.row;
  }

  #do(name: KeyName): TypedEvent | null {
    switch (name) {
      case "enter":
        return this.#enter();
      case "deleteOrQuit":
        if (this.#letters.length === 0) return { type: "quit" };
        return this.#remove(this.#at, 1);
      case "backspace":
        return this.#at === 0 ? null : this.#remove(this.#at - 1, 1);
      case "delete":
        return this.#remove(this.#at, 1);
      case "killBefore":
        return this.#remove(0, this.#at);
      case "killAfter":
        return this.#remove(this.#at, this.#letters.length);
      case "killWord": {
        const start = this.#wordStart();
        return this.#remove(start, this.#at - start);
      }
      case "clear":
        this.#isTooLong = false;
        return this.#remove(0, this.#letters.length);
      case "left":
        return this.#goTo(this.#at - 1);
      case "right":
        return this.#goTo(this.#at + 1);
      case "home":
        return this.#goTo(0);
      case "end":
        return this.#goTo(this.#letters.length);
      case "up":
        return this.#recall(this.#history.older(this.#letters.join("")));
      case "down":
        return this.#recall(this.#history.newer());
      case "redraw":
        this.#write("\x1b[H\x1b[2J");
        this.#row = 0;
        this.#draw();
        return null;
    }
  }

  #enter(): TypedEvent {
    this.#goTo(this.#letters.length);
    const text = this.#letters.join("");
    const { masked, isTooLong } = { masked: this.#isHidden, isTooLong: this.#isTooLong };
    this.#letters = [];
    this.#at = 0;
    this.#row = 0;
    this.#isTooLong = false;
    this.#write("\r\n");
    if (isTooLong) {
      // A question is still asked.
      this.#draw();
      return { type: "tooLong" };
    }
    this.#prompt = "";
    this.#isHidden = false;
    if (!masked) this.#history.add(text);
    return { type: "line", text, masked };
  }

  #remove(start: number, count: number): null {
    if (this.#letters.splice(start, count).length === 0) return null;
    this.#at = start;
    if (!this.#isHidden) this.#redraw();
    return null;
  }

  #goTo(at: number): null {
    const next = Math.max(0, Math.min(at, this.#letters.length));
    if (next === this.#at) return null;
    this.#at = next;
    if (!this.#isHidden) this.#redraw();
    return null;
  }

  #recall(line: string | null): null {
    if (line === null || this.#isHidden) return null;
    this.#letters = [...line];
    this.#at = this.#letters.length;
    this.#redraw();
    return null;
  }

  #wordStart(): number {
    let start = this.#at;
    while (start > 0 && this.#letters[start - 1] === " ") start--;
    while (start > 0 && this.#letters[start - 1] !== " ") start--;
    return start;
  }

  #redraw(): void {
    this.#write(this.#erasure());
    this.#draw();
  }

  /** Takes the line off the terminal, and puts the cursor where it began. */
  #erasure(): string {
    const up = this.#row > 0 ? `\x1b[${this.#row}A` : "";
    this.#row = 0;
    return `${up}\r\x1b[J`;
  }

  /** Shows the line where the cursor is. */
  #draw(): void {
    const shown = this.#isHidden ? [] : this.#letters;
    const end = this.#place(shown.length);
    const cursor = this.#place(this.#shownAt);
    let text = this.#prompt + shown.join("") + wrapOf(end);
    if (this.#shownAt < shown.length) {
      text += end.row > cursor.row ? `\x1b[${end.row - cursor.row}A` : "";
      text += cursor.column > 0 ? `\r\x1b[${cursor.column}C` : "\r";
    }
    this.#row = cursor.row;
    this.#write(text);
  }

  /** Where the terminal's cursor is after so many letters; wide ones do not fit into the last column. */
  #place(count: number): Place {
    let column = plainWidth(this.#prompt);
    let row = Math.floor(column / this.#columns);
    column %= this.#columns;
    for (const letter of this.#letters.slice(0, count)) {
      const width = plainWidth(letter);
      if (column + width > this.#columns) {
        row++;
        column = 0;
      }
      column += width;
      if (column < this.#columns) continue;
      row++;
      column = 0;
    }
    return { row, column };
  }
}

/** After the last column a terminal waits with the next row until something has to stand there. */
function wrapOf({ row, column }: Place): string {
  return row > 0 && column === 0 ? " \r" : "";
}
