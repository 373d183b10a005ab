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
  #sent = 0;
  /** Bytes of what is not on the link. */
  #waitingBytes = 0;

  constructor(limits: () => LedgerLimits) {
    this.#limits = limits;
  }

  /** Inputs that are not known to be done. */
  get size(): number {
    return this.#entries.length;
  }

  /** Highest number that was acknowledged. */
  get acknowledged(): number {
    return (this.#entries[0]?.number ?? this.#next) - 1;
  }

  /** Takes an input in and gives its number; null when there is no room. */
  add(input: NewInput): number | null {
    const bytes = input.type === "line" ? input.text.length : JSON.stringify(input.command).length;
    const { lines, bytes: mostBytes } = this.#limits();
    const waiting = this.#entries.length - this.#sent;
    if (waiting >= lines || this.#waitingBytes + bytes > mostBytes) return null;
    const number = this.#next++;
    this.#entries.push({ ...input, number, bytes });
    this.#waitingBytes += bytes;
    return number;
  }

  /** Takes out what may be sent now, in order, and counts it as sent. */
  takeSendable(most = inputWindow): readonly NumberedInput[] {
    const end = Math.min(this.#entries.length, inputWindow, this.#sent + most);
    const sendable = this.#entries.slice(this.#sent, end);
    this.#sent = Math.max(this.#sent, end);
    for (const entry of sendable) this.#waitingBytes -= entry.bytes;
    return sendable;
  }

  /** The world has done everything up to this number. Old news and numbers that were never sent change nothing. */
  acknowledge(number: number): void {
    while (this.#sent > 0 && (this.#entries[0]?.number ?? Infinity) <= number) {
      this.#entries.shift();
      this.#sent--;
    }
  }

  /** The world was replaced: everything that is not known to be done is to be sent again. */
  rewind(): void {
    for (const entry of this.#entries.slice(0, this.#sent)) this.#waitingBytes += entry.bytes;
    this.#sent = 0;
  }

  /** Takes one input out for good; its number is not used again. False when it was gone already. */
  drop(number: number): boolean {
    const index = this.#entries.findIndex((entry) => entry.number === number);
    const entry = this.#entries[index];
    if (entry === undefined) return false;
    this.#entries.splice(index, 1);
    if (index < this.#sent) this.#sent--;
    else this.#waitingBytes -= entry.bytes;
    return true;
  }
}
