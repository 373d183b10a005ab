import { closeSync, fstatSync, openSync, readSync, statSync } from "node:fs";
import { StringDecoder } from "node:string_decoder";

const blockBytes = 64 * 1024;

/** Tells what is added to a log, also when it is cut short, or moved away and begun anew. */
export class LogFollower {
  readonly #file: string;
  readonly #onLine: (line: string) => void;
  #handle: number | null = null;
  #position: number;
  #decoder = new StringDecoder("utf8");
  #begun = "";

  /** @param from the byte to begin at, where a line begins */
  constructor(file: string, from: number, onLine: (line: string) => void) {
    this.#file = file;
    this.#position = from;
    this.#onLine = onLine;
  }

  /** Looks once for what is new. */
  poll(): void {
    this.#handle ??= this.#open();
    if (this.#handle === null) return;
    this.#read(this.#handle);
    if (!this.#isReplaced(this.#handle)) return;
    this.close();
    this.#position = 0;
    this.#handle = this.#open();
    if (this.#handle !== null) this.#read(this.#handle);
  }

  close(): void {
    if (this.#handle !== null) closeSync(this.#handle);
    this.#handle = null;
    this.#decoder = new StringDecoder("utf8");
    this.#begun = "";
  }

  #open(): number | null {
    try {
      return openSync(this.#file, "r");
    } catch {
      // It was moved away, and nothing was written since.
      return null;
    }
  }

  #read(handle: number): void {
    if (fstatSync(handle).size < this.#position) this.#position = 0;
    const block = Buffer.alloc(blockBytes);
    for (;;) {
      const length = readSync(handle, block, 0, blockBytes, this.#position);
      if (length === 0) return;
      this.#position += length;
      const [first = "", ...others] = this.#decoder.write(block.subarray(0, length)).split("\n");
      const lines = [this.#begun + first, ...others];
      this.#begun = lines.pop() ?? "";
      for (const line of lines) this.#onLine(line);
    }
  }

  #isReplaced(handle: number): boolean {
    const there = statSync(this.#file, { throwIfNoEntry: false });
    return there !== undefined && there.ino !== fstatSync(handle).ino;
  }
}
