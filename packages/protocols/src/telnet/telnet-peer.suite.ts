import { TelnetServer } from "./telnet-server.ts";
import type { TelnetEvent } from "./telnet-event.ts";
import type { TelnetServerOptions } from "./telnet-server-options.ts";

/** Bytes written as hexadecimal digits; spaces do not count. */
export function hex(digits: string): Uint8Array {
  const pairs = digits.replace(/\s+/g, "").match(/../g) ?? [];
  return Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16));
}

export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function ascii(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** A telnet server with a client at its other end that says what a test wants, at a time that a test sets. */
export class TelnetPeer {
  readonly server: TelnetServer;
  readonly events: TelnetEvent[] = [];
  /** Every piece that was sent, as hexadecimal digits. */
  readonly pieces: string[] = [];
  now = 1_000_000;

  constructor(options: Partial<TelnetServerOptions> = {}) {
    this.server = new TelnetServer({ now: () => this.now, ...options });
  }

  /** A connection whose opening block was sent, and that waited long enough to be ready. Nothing of it is kept. */
  static fresh(options: Partial<TelnetServerOptions> = {}): TelnetPeer {
    const peer = new TelnetPeer(options);
    peer.server.start();
    peer.advance(300);
    peer.forget();
    return peer;
  }

  /** Sends segments one after the other. */
  send(...segments: readonly (string | Uint8Array)[]): this {
    for (const segment of segments) {
      const bytes = typeof segment === "string" ? hex(segment) : segment;
      for (const event of this.server.receive(bytes)) this.events.push(event);
      this.drain();
    }
    return this;
  }

  /** Lets time pass, stopping at every moment that the server waits for. */
  advance(milliseconds: number): this {
    const end = this.now + milliseconds;
    for (;;) {
      const next = this.server.nextDeadline;
      if (next === null || next > end) break;
      this.now = Math.max(this.now, next);
      this.events.push(...this.server.tick());
      this.drain();
    }
    this.now = end;
    this.events.push(...this.server.tick());
    this.drain();
    return this;
  }

  drain(): this {
    for (let bytes = this.server.takeOutput(); bytes !== null; bytes = this.server.takeOutput()) {
      this.pieces.push(hexOf(bytes));
    }
    return this;
  }

  forget(): this {
    this.events.length = 0;
    this.pieces.length = 0;
    return this;
  }

  /** Everything that was sent, as hexadecimal digits. */
  get output(): string {
    return this.pieces.join("");
  }

  /** Events other than changes of flags. */
  get happened(): readonly TelnetEvent[] {
    return this.events.filter((event) => event.type !== "flags");
  }

  get lines(): readonly string[] {
    return this.events.flatMap((event) => (event.type === "line" ? [event.text] : []));
  }
}
