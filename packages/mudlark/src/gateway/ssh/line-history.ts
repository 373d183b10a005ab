const mostLines = 100;

/** What was typed before on this session, to be typed again. */
export class LineHistory {
  readonly #lines: string[] = [];
  /** Which line is looked at; the number of lines for the one that is being typed. */
  #at = 0;
  #unfinished = "";

  add(line: string): void {
    if (line.trim() !== "" && line !== this.#lines.at(-1)) this.#lines.push(line);
    if (this.#lines.length > mostLines) this.#lines.shift();
    this.#at = this.#lines.length;
    this.#unfinished = "";
  }

  /** The line before; null when there is none. @param current comes back after the newest line */
  older(current: string): string | null {
    if (this.#at === 0) return null;
    if (this.#at === this.#lines.length) this.#unfinished = current;
    return this.#lines[--this.#at] ?? null;
  }

  /** The line after; null when there is none. */
  newer(): string | null {
    if (this.#at >= this.#lines.length) return null;
    return this.#lines[++this.#at] ?? this.#unfinished;
  }
}
