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
  /** Null when there are none, as nearly always on a quiet connection. */
  #events: TelnetEvent[] | null = null;
  #held: TelnetEvent[] | null = null;
  #isReleased = false;
  #heldLines = 0;
  #heldMessages = 0;

  constructor(flags: FlagStore) {
    this.#flags = flags;
  }

  /** May the login screen be shown? */
  get isReleased(): boolean {
    return this.#isReleased;
  }

  add(event: TelnetEvent): void {
    this.flushFlags();
    if (this.#isReleased) this.#push(event);
    else if (event.type === "line" || event.type === "toolong")
      this.#hold(event, ++this.#heldLines <= mostHeldLines);
    else if (event.type === "message") this.#hold(event, ++this.#heldMessages <= mostHeldMessages);
    else this.#push(event);
  }

  /** Tells of flags that changed. */
  flushFlags(): void {
    const patch = this.#flags.takeChanged();
    if (patch !== null) this.#push({ type: "flags", patch });
  }

  /** The login screen may be shown: says so, then what was held. */
  release(): void {
    const held = this.#held ?? [];
    this.#held = null;
    this.#isReleased = true;
    this.#push({ type: "ready" }, ...held);
  }

  take(): readonly TelnetEvent[] {
    const events = this.#events ?? noEvents;
    this.#events = null;
    return events;
  }

  #push(...events: readonly TelnetEvent[]): void {
    this.#events ??= [];
    this.#events.push(...events);
  }

  #hold(event: TelnetEvent, fits: boolean): void {
    if (!fits) return;
    this.#held ??= [];
    this.#held.push(event);
  }
}
