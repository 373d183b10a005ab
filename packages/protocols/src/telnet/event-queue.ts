import type { FlagStore } from "./flag-store.ts";
import type { TelnetEvent } from "./telnet-event.ts";

const mostHeldLines = 16;
const mostHeldMessages = 64;
const noEvents: readonly TelnetEvent[] = [];

/**
 * Events on their way to the server. Lines and messages are held until the login screen may be shown; changed flags
 * come before the event that they belong to.
 */
export class EventQueue {
  readonly #flags: FlagStore;
  #events: TelnetEvent[] = [];
  #held: TelnetEvent[] | null = [];
  #heldLines = 0;
  #heldMessages = 0;

  constructor(flags: FlagStore) {
    this.#flags = flags;
  }

  add(event: TelnetEvent): void {
    this.flushFlags();
    if (this.#held === null) this.#events.push(event);
    else if (event.type === "line" || event.type === "toolong")
      this.#hold(event, ++this.#heldLines <= mostHeldLines);
    else if (event.type === "message") this.#hold(event, ++this.#heldMessages <= mostHeldMessages);
    else this.#events.push(event);
  }

  /** Tells of flags that changed. */
  flushFlags(): void {
    const patch = this.#flags.takeChanged();
    if (patch !== null) this.#events.push({ type: "flags", patch });
  }

  /** The login screen may be shown: says so, then what was held. */
  release(): void {
    const held = this.#held ?? [];
    this.#held = null;
    this.#events.push({ type: "ready" }, ...held);
  }

  take(): readonly TelnetEvent[] {
    if (this.#events.length === 0) return noEvents;
    const events = this.#events;
    this.#events = [];
    return events;
  }

  #hold(event: TelnetEvent, fits: boolean): void {
    if (fits) this.#held?.push(event);
  }
}
