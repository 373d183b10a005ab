import type { Clock, Timer } from "../base/clock.ts";
import type { SessionId } from "../base/session-id.ts";
import { InputLedger, type NewInput, type NumberedInput } from "../link/input-ledger.ts";
import type { GatewayMessage, GatewaySettings, SessionInput } from "../link/messages.ts";
import { Pace } from "./limits/pace.ts";

/** Where a session's input may go at the moment. */
export interface Outlet {
  send(message: GatewayMessage): void;
  /** The last input that may be sent now; Infinity for all. */
  readonly upTo: number;
}

/**
 * One session's input on its way from the client to whatever world serves: kept until it is done, sent again to the
 * next world when it is not, and let out at a walking pace when it has piled up (`sessions.md` §11.7).
 */
export class InputRoad {
  readonly #clock: Clock;
  readonly #settings: () => GatewaySettings;
  readonly #ledger: InputLedger;
  readonly #pace = new Pace();
  /** Numbers of answers to hidden questions that are not known to be done. */
  #secrets: number[] = [];
  /** How much of what piled up without a world has not been sent yet. */
  #backlog = 0;
  #lastSent = 0;
  #timer: Timer | null = null;

  /** @param settings asked each time, because a reload may change them */
  constructor(clock: Clock, settings: () => GatewaySettings) {
    this.#clock = clock;
    this.#settings = settings;
    this.#ledger = new InputLedger(() => {
      const { outageLines: lines, outageBytes: bytes } = settings();
      return { lines, bytes };
    });
  }

  /** Inputs that are not known to be done. */
  get size(): number {
    return this.#ledger.size;
  }

  /** Every input up to this number is done or was dropped. */
  get acknowledged(): number {
    return this.#ledger.acknowledged;
  }

  /** False when there is no room. */
  add(input: NewInput, isSecret: boolean): boolean {
    const number = this.#ledger.add(input);
    if (number !== null && isSecret) this.#secrets.push(number);
    return number !== null;
  }

  /** True when there is more to send. */
  acknowledge(number: number): boolean {
    this.#ledger.acknowledge(number);
    if (this.#secrets.length > 0) this.#secrets = this.#secrets.filter((secret) => secret > number);
    return this.#ledger.waiting > 0;
  }

  /** Takes an input out for good; false when it was done or gone. */
  drop(number: number): boolean {
    return this.#ledger.drop(number);
  }

  /**
   * Takes out for good what was typed in answer to something that is gone.
   *
   * @param after number of the last input that was not
   * @param most so many lines at most
   * @returns the lines; null for each that was hidden
   */
  dropAnswers(after: number, most: number): readonly (string | null)[] {
    const answers = this.#ledger.linesAfter(after).slice(0, most);
    for (const { number } of answers) this.#ledger.drop(number);
    return answers.map(({ number, text }) => (this.#secrets.includes(number) ? null : text));
  }

  /**
   * Another world is to get what is not done. Answers to hidden questions are left out, because nobody asks there
   * any more, and a password is no command; true when there was one.
   */
  rewind(): boolean {
    const dropped = this.#secrets.filter((number) => this.#ledger.drop(number));
    this.#secrets = [];
    this.#ledger.rewind();
    this.#lastSent = 0;
    this.#backlog = this.#ledger.size;
    return dropped.length > 0;
  }

  /**
   * Sends what may go now.
   *
   * @param again called when more may go that did not go now for being too much at once
   */
  send(session: SessionId, outlet: Outlet, again: () => void): void {
    const now = this.#clock.monotonic();
    const room = this.#backlog > 0 ? this.#pace.room(now, this.#settings().commandsPerSecond) : Infinity;
    const sent =
      outlet.upTo === Infinity ? this.#sendMost(session, outlet, room) : this.#sendUpTo(session, outlet);
    this.#pace.used(sent);
    this.#backlog = Math.max(0, this.#backlog - sent);
    if (sent < room || this.#ledger.waiting === 0 || this.#timer !== null) return;
    this.#timer = this.#clock.after(Math.max(1, this.#pace.wait(now)), () => {
      this.#timer = null;
      again();
    });
  }

  /** Nothing is sent any more. */
  close(): void {
    this.#timer?.cancel();
  }

  #sendMost(session: SessionId, outlet: Outlet, most: number): number {
    const entries = this.#ledger.takeSendable(most);
    for (const entry of entries) outlet.send({ type: "input", input: inputOf(session, entry) });
    return entries.length;
  }

  /** One by one, because numbers may be missing. */
  #sendUpTo(session: SessionId, outlet: Outlet): number {
    let sent = 0;
    while (this.#lastSent < outlet.upTo) {
      const [entry] = this.#ledger.takeSendable(1);
      if (entry === undefined) break;
      outlet.send({ type: "input", input: inputOf(session, entry) });
      this.#lastSent = entry.number;
      sent++;
    }
    return sent;
  }
}

function inputOf(session: SessionId, entry: NumberedInput): SessionInput {
  const { number } = entry;
  return entry.type === "line"
    ? { type: "line", session, number, text: entry.text }
    : { type: "command", session, number, command: entry.command };
}
