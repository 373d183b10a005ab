import type { LineSource, TypedEvent } from "./line-source.ts";

/** Lines of a client without a terminal, such as a program: nothing is echoed or edited (`protocols.md` §12). */
export class PlainLines implements LineSource {
  readonly #write: (text: string) => void;
  readonly #mostCharacters: number;
  #line = "";
  #isTooLong = false;
  #isHidden = false;

  constructor(write: (text: string) => void, mostCharacters: number) {
    this.#write = write;
    this.#mostCharacters = mostCharacters;
  }

  type(text: string): readonly TypedEvent[] {
    const pieces = text.split("\n");
    const last = pieces.pop() ?? "";
    const events = pieces.map((piece) => this.#finish(piece));
    this.#append(last);
    return events;
  }

  end(): readonly TypedEvent[] {
    return this.#line === "" && !this.#isTooLong ? [] : [this.#finish("")];
  }

  print(text: string): void {
    this.#write(`${text}\r\n`);
  }

  prompt(text: string): void {
    this.#write(`${text}\r\n`);
  }

  hideInput(): void {
    this.#isHidden = true;
  }

  showInput(): void {
    this.#isHidden = false;
  }

  resize(): void {}

  #append(text: string): void {
    if (this.#isTooLong) return;
    this.#line += text;
    if (this.#line.length <= this.#mostCharacters) return;
    this.#line = "";
    this.#isTooLong = true;
  }

  #finish(rest: string): TypedEvent {
    this.#append(rest);
    const { text, isTooLong } = { text: this.#line.replace(/\r$/, ""), isTooLong: this.#isTooLong };
    this.#line = "";
    this.#isTooLong = false;
    if (isTooLong) return { type: "tooLong" };
    const masked = this.#isHidden;
    this.#isHidden = false;
    return { type: "line", text, masked };
  }
}
