/** Lines that are kept until it is sure that they arrived; more are not typed while a connection dies unnoticed. */
const mostTyped = 100;
const memoryKey = "mudlark.place";

/**
 * Where this page is in its session with the server: what it needs to go on there after the connection broke. It
 * stays with the page, and for the moment of loading it anew with its tab; nothing of it is kept on the device.
 */
export class SessionPlace {
  /** Proves that the session is this page's; null while there is none to go on with. */
  token: string | null = null;
  /** Number of the last message that came. */
  last = 0;
  #lastTyped = 0;
  #typed: (readonly [number: number, line: string])[] = [];

  constructor() {
    this.#recall();
    addEventListener("pagehide", () => this.#remember());
    addEventListener("pageshow", () => takeMemory());
  }

  noteToken(token: unknown): void {
    this.token = typeof token === "string" ? token : null;
  }

  noteReceived(number: unknown): void {
    if (typeof number === "number") this.last = Math.max(this.last, number);
  }

  /** Gives a typed line its number. */
  noteTyped(line: string): number {
    const number = ++this.#lastTyped;
    this.#typed.push([number, line]);
    if (this.#typed.length > mostTyped) this.#typed.shift();
    return number;
  }

  /** The lines that the server has not got; those up to the number have arrived. */
  typedAfter(number: number): readonly (readonly [number: number, line: string])[] {
    this.#lastTyped = Math.max(this.#lastTyped, number);
    this.#typed = this.#typed.filter(([own]) => own > number);
    return this.#typed;
  }

  /** The session is over, or another one has begun. */
  forget(): void {
    this.token = null;
    this.last = 0;
    this.#lastTyped = 0;
    this.#typed = [];
  }

  #remember(): void {
    if (this.token === null) return;
    try {
      sessionStorage.setItem(memoryKey, JSON.stringify([this.token, this.last]));
    } catch {
      // Storage is forbidden: the player logs in again.
    }
  }

  #recall(): void {
    try {
      const [token, last] = JSON.parse(takeMemory() ?? "[]") as readonly unknown[];
      this.noteToken(token);
      this.noteReceived(last);
    } catch {
      // Somebody else wrote there: the player logs in again.
    }
  }
}

/** It is good for one use; a copy of the tab must not have it. */
function takeMemory(): string | null {
  try {
    const memory = sessionStorage.getItem(memoryKey);
    sessionStorage.removeItem(memoryKey);
    return memory;
  } catch {
    return null;
  }
}
