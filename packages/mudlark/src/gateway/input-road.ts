import type { Timer } from "../base/clock.ts";
import type { SessionId } from "../base/session-id.ts";
import { InputLedger, type NewInput, type NumberedInput } from "../link/input-ledger.ts";
import type { GatewayMessage, SessionInput } from "../link/messages.ts";
import { Pace } from "./limits/pace.ts";
import type { Surroundings } from "./surroundings.ts";

const noSecrets: readonly number[] = [];

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
  readonly #around: Surroundings;
  /** Made by the first input: most connections wait for words and say none. */
  #ledger: InputLedger | null = null;
  /** Made by the first backlog. */
  #pace: Pace | null = null;
  /** Numbers of answers to hidden questions that are not known to be done. */
  #secrets: readonly number[] = noSecrets;
  /** How much of what piled up without a world has not been sent yet. */
  #backlog = 0;
  #lastSent = 0;
  #timer: Timer | null = null;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** Inputs that are not known to be done. */
  get size(): number {
    return this.#ledger?.size ?? 0;
  }

  /** Every input up to this number is done or was dropped. */
  get acknowledged(): number {
    return this.#ledger?.acknowledged ?? 0;
  }

  /** False when there is no room. */
  add(input: NewInput, isSecret: boolean): boolean {
    this.#ledger ??= new InputLedger(() => {
      const { outageLines: lines, outageBytes: bytes } = this.#around.settings;
      return { lines, bytes };
    });
    const number = this.#ledger.add(input);
    if (number !== null && isSecret) this.#secrets = [...this.#secrets, number];
    return number !== null;
  }

  /** True when there is more to send. */
  acknowledge(number: number): boolean {
    if (this.#ledger === null) return false;
    this.#ledger.acknowledge(number);
    if (this.#secrets.length > 0) this.#secrets = this.#secrets.filter((secret) => secret > number);
    return this.#ledger.waiting > 0;
  }

  /** Takes an input out for good; false when it was done or gone. */
  drop(number: number): boolean {
    return this.#ledger?.drop(number) ?? false;
  }

  /**
   * Takes out for good what was typed in answer to something that is gone.
   *
   * @param after number of the last input that was not
   * @param most so many lines at most
   * @returns the lines; null for each that was hidden
   */
  dropAnswers(after: number, most: number): readonly (string | null)[] {
    const answers = this.#ledger?.linesAfter(after).slice(0, most) ?? [];
    for (const { number } of answers) this.drop(number);
    return answers.map(({ number, text }) => (this.#secrets.includes(number) ? null : text));
  }

  /**
   * Another world is to get what is not done. Answers to hidden questions are left out, because nobody asks there
   * any more, and a password is no command; true when there was one.
   */
  rewind(): boolean {
    const dropped = this.#secrets.filter((number) => this.drop(number));
    this.#secrets = noSecrets;
    this.#ledger?.rewind();
    this.#lastSent = 0;
    this.#backlog = this.size;
    return dropped.length > 0;
  }

  /**
   * Sends what may go now.
   *
   * @param again called when more may go that did not go now for being too much at once
   */
  send(session: SessionId, outlet: Outlet, again: () => void): void {
    const ledger = this.#ledger;
    if (ledger === null) return;
    const { clock, settings } = this.#around;
    const now = clock.monotonic();
    const room = this.#backlog > 0 ? this.#paced().room(now, settings.commandsPerSecond) : Infinity;
    const sent =
      outlet.upTo === Infinity
        ? sendMost(ledger, session, outlet, room)
        : this.#sendUpTo(ledger, session, outlet);
    this.#pace?.used(sent);
    this.#backlog = Math.max(0, this.#backlog - sent);
    if (sent < room || ledger.waiting === 0 || this.#timer !== null) return;
    this.#timer = clock.after(Math.max(1, this.#pace?.wait(now) ?? 0), () => {
      this.#timer = null;
      again();
    });
  }

  /** Nothing is sent any more. */
  close(): void {
    this.#timer?.cancel();
  }

  #paced(): Pace {
    this.#pace ??= new Pace();
    return this.#pace;
  }

  /** One by one, because numbers may be missing. */
  #sendUpTo(ledger: InputLedger, session: SessionId, outlet: Outlet): number {
    let sent = 0;
    while (this.#lastSent < outlet.upTo) {
      const [entry] = ledger.takeSendable(1);
      if (entry === undefined) break;
      outlet.send({ type: "input", input: inputOf(session, entry) });
      this.#lastSent = entry.number;
      sent++;
    }
    return sent;
  }
}

function sendMost(ledger: InputLedger, session: SessionId, outlet: Outlet, most: number): number {
  const entries = ledger.takeSendable(most);
  for (const entry of entries) outlet.send({ type: "input", input: inputOf(session, entry) });
  return entries.length;
}

function inputOf(session: SessionId, entry: NumberedInput): SessionInput {
  const { number } = entry;
  return entry.type === "line"
    ? { type: "line", session, number, text: entry.text }
    : { type: "command", session, number, command: entry.command };
}
