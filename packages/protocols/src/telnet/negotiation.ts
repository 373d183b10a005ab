import { command } from "./telnet-codes.ts";
import type { NegotiationVerb } from "./telnet-codes.ts";

/** Who performs an option: we (WILL, DO from the client) or the client (DO, WILL from the client). */
export type Side = "local" | "remote";

/** What an option wants to know of its negotiation. */
export interface Negotiable {
  readonly code: number;
  /** May this side be switched on, now? */
  accepts(side: Side): boolean;
  /** This side is on. */
  enabled(side: Side): void;
  /** This side is off: it was on, or (`refused`) the client does not want what we asked for. */
  disabled(side: Side, refused: boolean): void;
}

const off = 0;
const asked = 1;
const on = 2;
const stateMask = 0b11;
const remoteShift = 2;
/** Apart from every code of an option. */
const remoteRefusal = 256;

/**
 * Keeps both sides of every option in step (RFC 1143), with the deviations of `protocols.md` §4.2: a refusal is sent
 * once per connection, and a disable that we start is complete at once, so that the states WANTNO and the queues of
 * RFC 1143 are not needed.
 */
export class Negotiation {
  /** A dozen: too few for an index of each connection's own. */
  readonly #options: readonly Negotiable[];
  readonly #send: (verb: NegotiationVerb, option: number, answer: boolean) => boolean;
  /** For each of them: the state of the local side in the low two bits, of the remote side above. */
  readonly #states: number[];
  /** What was refused: codes for the local side, and for the remote side codes and {@link remoteRefusal}. */
  #refused: Set<number> | null = null;

  /**
   * @param send returns false when there were too many answers already: then nothing changes
   * @param offered what the client was asked before
   */
  constructor(
    options: readonly Negotiable[],
    send: (verb: NegotiationVerb, option: number, answer: boolean) => boolean,
    offered: readonly { readonly code: number; readonly side: Side }[] = [],
  ) {
    this.#options = options;
    this.#states = options.map(() => off);
    this.#send = send;
    for (const { code, side } of offered) this.#set(code, side, asked);
  }

  isOn(code: number, side: Side): boolean {
    return this.#state(code, side) === on;
  }

  /**
   * Switches off an option that is on, at once. The option itself is not told. (What is only asked for cannot be taken
   * back: the client's late answer would look like a wish of its own, and start a quarrel without end.)
   */
  withdraw(code: number, side: Side): void {
    if (this.#state(code, side) !== on) return;
    this.#set(code, side, off);
    this.#send(side === "local" ? command.WONT : command.DONT, code, false);
  }

  receive(verb: NegotiationVerb, code: number): void {
    switch (verb) {
      case command.WILL:
        this.#enable(code, "remote");
        return;
      case command.DO:
        this.#enable(code, "local");
        return;
      case command.WONT:
        this.#disable(code, "remote");
        return;
      case command.DONT:
        this.#disable(code, "local");
    }
  }

  /** Answers a request with a refusal, unless the client got it before. */
  refuse(code: number, side: Side): void {
    const refusal = side === "local" ? code : code + remoteRefusal;
    if (this.#refused?.has(refusal)) return;
    if (!this.#send(side === "local" ? command.WONT : command.DONT, code, true)) return;
    this.#refused ??= new Set();
    this.#refused.add(refusal);
  }

  #enable(code: number, side: Side): void {
    const state = this.#state(code, side);
    const option = this.#option(code);
    if (state === on) return;
    if (state === off) {
      if (!option?.accepts(side)) {
        this.refuse(code, side);
        return;
      }
      if (!this.#send(side === "local" ? command.WILL : command.DO, code, true)) return;
    }
    this.#set(code, side, on);
    option?.enabled(side);
  }

  #disable(code: number, side: Side): void {
    const state = this.#state(code, side);
    if (state === off) return;
    this.#set(code, side, off);
    this.#option(code)?.disabled(side, state === asked);
    if (state === on) this.#send(side === "local" ? command.WONT : command.DONT, code, true);
  }

  #option(code: number): Negotiable | undefined {
    return this.#options[this.#indexOf(code)];
  }

  #indexOf(code: number): number {
    return this.#options.findIndex((option) => option.code === code);
  }

  #state(code: number, side: Side): number {
    const states = this.#states[this.#indexOf(code)] ?? off;
    return (side === "local" ? states : states >> remoteShift) & stateMask;
  }

  #set(code: number, side: Side, state: number): void {
    const index = this.#indexOf(code);
    const states = this.#states[index];
    if (states === undefined) return;
    const shift = side === "local" ? 0 : remoteShift;
    this.#states[index] = (states & ~(stateMask << shift)) | (state << shift);
  }
}
