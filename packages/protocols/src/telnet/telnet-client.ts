import { escapeIac, joinBytes } from "../bytes.ts";
import { ClientEncoding } from "../encoding/client-encoding.ts";
import { ClientIdentity } from "./client-identity.ts";
import { Deadlines } from "./deadlines.ts";
import { EventQueue } from "./event-queue.ts";
import { FlagStore } from "./flag-store.ts";
import { Outbox } from "./outbox.ts";
import { SlidingCounter } from "./sliding-counter.ts";
import { command } from "./telnet-codes.ts";
import { TextOutput } from "./text-output.ts";
import type { OptionContext, OptionTimer } from "./options/telnet-option.ts";
import type { TelnetEvent } from "./telnet-event.ts";
import type { TelnetService } from "./telnet-service.ts";

/** More answers than that are asked for by nobody who means well. */
const mostAnswers = 128;
const answersWindowMs = 10_000;

/** What a connection may wait for. */
export type TelnetTimer = OptionTimer | "ready" | "subnegotiation";

/** What is known of one client, what waits to be sent to it, and what it did that the server has not heard of yet. */
export class TelnetClient implements OptionContext {
  readonly service: TelnetService;
  readonly flags: FlagStore;
  readonly encoding: ClientEncoding;
  readonly events: EventQueue;
  readonly deadlines = new Deadlines<TelnetTimer>();
  readonly outbox: Outbox;
  readonly text: TextOutput;
  isLoggedIn = false;
  isClosed = false;
  /** Made when the client first says something of itself. */
  #identity: ClientIdentity | null = null;
  #answers: SlidingCounter | null = null;

  constructor(service: TelnetService) {
    this.service = service;
    this.flags = new FlagStore(service.initialFlags);
    this.encoding = new ClientEncoding(service.options.codecs);
    this.events = new EventQueue(this.flags);
    this.outbox = new Outbox(service.now);
    this.text = new TextOutput(this.outbox, this.encoding, this.flags);
  }

  get identity(): ClientIdentity {
    this.#identity ??= new ClientIdentity(this.flags, this.encoding);
    return this.#identity;
  }

  now(): number {
    return this.service.now();
  }

  emit(event: TelnetEvent): void {
    this.events.add(event);
  }

  write(bytes: Uint8Array): void {
    this.outbox.write(bytes);
  }

  /** May one more of what the client asks for be answered? Counts it. */
  mayAnswer(): boolean {
    this.#answers ??= new SlidingCounter(mostAnswers, answersWindowMs);
    return this.#answers.count(this.now());
  }

  answer(option: number, payload: Uint8Array): boolean {
    if (!this.mayAnswer()) return false;
    this.subnegotiate(option, payload);
    return true;
  }

  subnegotiate(option: number, payload: Uint8Array): void {
    const opening = Uint8Array.of(command.IAC, command.SB, option);
    const end = Uint8Array.of(command.IAC, command.SE);
    this.write(joinBytes([opening, escapeIac(payload), end]));
  }

  wake(name: OptionTimer, at: number | null): void {
    if (at === null) this.deadlines.clear(name);
    else this.deadlines.set(name, at);
  }

  /** Everything is known that the login screen depends on, or nothing more is waited for. */
  becomeReady(): void {
    if (this.events.isReleased) return;
    this.deadlines.clear("ready");
    this.events.release();
  }
}
