/** A key that a terminal sent: a letter to insert, or something to do. */
export type Key =
  | { readonly type: "letter"; readonly letter: string }
  | { readonly type: "key"; readonly name: KeyName };

export type KeyName =
  | "enter"
  | "backspace"
  | "delete"
  | "left"
  | "right"
  | "up"
  | "down"
  | "home"
  | "end"
  | "killBefore"
  | "killAfter"
  | "killWord"
  | "clear"
  | "redraw"
  | "deleteOrQuit";

const controls: ReadonlyMap<string, KeyName> = new Map([
  ["\x01", "home"],
  ["\x03", "clear"],
  ["\x04", "deleteOrQuit"],
  ["\x05", "end"],
  ["\x08", "backspace"],
  ["\x0b", "killAfter"],
  ["\x0c", "redraw"],
  ["\x15", "killBefore"],
  ["\x17", "killWord"],
  ["\x7f", "backspace"],
]);

/** By what follows the introducer of a sequence (ECMA-48, and what xterm sends). */
const sequences: ReadonlyMap<string, KeyName> = new Map([
  ["A", "up"],
  ["B", "down"],
  ["C", "right"],
  ["D", "left"],
  ["H", "home"],
  ["F", "end"],
  ["1~", "home"],
  ["3~", "delete"],
  ["4~", "end"],
  ["7~", "home"],
  ["8~", "end"],
]);

const escape = "\x1b";
/** No key sends more; what does is thrown away, and ends the sequence. */
const longestSequence = 32;

/** Makes keys of what a terminal sends, however it is cut up. Sequences that mean nothing here are swallowed. */
export class KeyReader {
  /** An unfinished escape sequence; empty when there is none. */
  #sequence = "";
  #afterReturn = false;

  *read(text: string): Generator<Key> {
    for (const letter of text) {
      const key = this.#sequence === "" ? this.#begin(letter) : this.#continue(letter);
      if (key !== null) yield key;
    }
  }

  #begin(letter: string): Key | null {
    const isSecondHalf = letter === "\n" && this.#afterReturn;
    this.#afterReturn = letter === "\r";
    if (letter === escape) this.#sequence = escape;
    if (letter === "\r" || letter === "\n") return isSecondHalf ? null : { type: "key", name: "enter" };
    const name = controls.get(letter);
    if (name !== undefined) return { type: "key", name };
    if (letter === "\t") return { type: "letter", letter: " " };
    return /[\p{Cc}\uFFFE\uFFFF]/u.test(letter) ? null : { type: "letter", letter };
  }

  #continue(letter: string): Key | null {
    this.#sequence += letter;
    const isOpen = /^\x1b(?:\[[ -?]*|O)$/.test(this.#sequence);
    if (isOpen && this.#sequence.length < longestSequence) return null;
    const name = sequences.get(this.#sequence.slice(2));
    this.#sequence = letter === escape ? escape : "";
    return name === undefined ? null : { type: "key", name };
  }
}
