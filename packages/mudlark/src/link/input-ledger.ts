import { isDeeperThan } from "../base/json.ts";
import type { Command } from "./messages.ts";

/** What a client sent, before it has a number. */
export type NewInput =
  | { readonly type: "line"; readonly text: string }
  | { readonly type: "command"; readonly command: Command };

export type NumberedInput = NewInput & { readonly number: number; readonly bytes: number };

export interface LedgerLimits {
  /** Inputs that may wait here, and their bytes together; what is on the link does not count. */
  readonly lines: number;
  readonly bytes: number;
}

/** Unacknowledged inputs of one session that may be on the link at a time (design §5, flow). */
export const inputWindow = 32;

/** Lists and objects inside each other that a command may have; more serves nobody and could not be sent. */
const deepest = 64;

/**
 * A session's input on its way to the world: numbered, kept until the world says that its turn is done, and sent
 * again from there when the world was replaced. With a world that skips what its store says was done, each input
 * takes effect exactly once.
 */
export class InputLedger {
  readonly #entries: NumberedInput[] = [];
  readonly #limits: () => LedgerLimits;
  #next = 1;
  /** How many of the entries, from the front, are on the link. */
  #onLink = 0;
  /** Highest number that was ever on a link. */
  #everSent = 0;
  #waitingBytes = 0;

  /** @param limits asked at each `add`, because a reload may change them */
  constructor(limits: () => LedgerLimits) {
    this.#limits = limits;
  }

  /** Inputs that are not known to be done. */
  get size(): number {
    return this.#entries.length;
  }

  /** Of those, the ones that are not on the link. */
  get waiting(): number {
    return this.#entries.length - this.#onLink;
  }

  /** Bytes of what waits. */
  get bytes(): number {
    return this.#waitingBytes;
  }

  /** Every input up to this number is done or was dropped. */
  get acknowledged(): number {
    return (this.#entries[0]?.number ?? this.#next) - 1;
  }

  /** Takes an input in and gives its number; null when there is no room, or no sense in so deep a command. */
  add(input: NewInput): number | null {
    const bytes = sizeOf(input);
    const limits = this.#limits();
    if (this.waiting >= limits.lines || this.#waitingBytes + bytes > limits.bytes) return null;
    const number = this.#next++;
    this.#entries.push({ ...input, number, bytes });
    this.#waitingBytes += bytes;
    return number;
  }

  /**
   * Takes out what may be sent now, in order, and counts it as sent.
   *
   * @param most no more than so many; default as many as the window allows
   */
  takeSendable(most: number = inputWindow): readonly NumberedInput[] {
    const end = Math.min(this.#entries.length, inputWindow, this.#onLink + most);
    const sendable = this.#entries.slice(this.#onLink, end);
    for (const entry of sendable) {
      this.#waitingBytes -= entry.bytes;
      this.#everSent = Math.max(this.#everSent, entry.number);
    }
    this.#onLink += sendable.length;
    return sendable;
  }

  /** The world has done everything up to this number. Old news and numbers that were never sent change nothing. */
  acknowledge(number: number): void {
    const done = Math.min(number, this.#everSent);
    while (this.acknowledged < done) this.#removeAt(0);
  }

  /** The world was replaced: everything that is not known to be done is to be sent again. */
  rewind(): void {
    for (const entry of this.#entries.slice(0, this.#onLink)) this.#waitingBytes += entry.bytes;
    this.#onLink = 0;
  }

  /** Typed lines after that number that are not known to be done. */
  linesAfter(after: number): readonly { readonly number: number; readonly text: string }[] {
    return this.#entries
      .filter(({ number }) => number > after)
      .flatMap((entry) => {
        const text = typedText(entry);
        return text === null ? [] : [{ number: entry.number, text }];
      });
  }

  /** Takes one input out for good; its number is not used again. False when it was gone already. */
  drop(number: number): boolean {
    const index = this.#entries.findIndex((entry) => entry.number === number);
    if (index === -1) return false;
    this.#removeAt(index);
    return true;
  }

  #removeAt(index: number): void {
    const [entry] = this.#entries.splice(index, 1);
    if (entry === undefined) return;
    if (index < this.#onLink) this.#onLink--;
    else this.#waitingBytes -= entry.bytes;
  }
}

function sizeOf(input: NewInput): number {
  if (input.type === "line") return Buffer.byteLength(input.text);
  const { name, args, kwargs } = input.command;
  if (isDeeperThan([args, kwargs], deepest)) return Infinity;
  return Buffer.byteLength(JSON.stringify([name, args, kwargs]));
}

/** A line may also come as a command named `text`; null for anything else. */
function typedText(input: NewInput): string | null {
  if (input.type === "line") return input.text;
  const [text] = input.command.args;
  return input.command.name === "text" && typeof text === "string" ? text : null;
}
