import { initialFlags, type ClientFlags } from "../link/session-state.ts";
import type { OutgoingCommand } from "./outgoing-command.ts";
import type { OutgoingText } from "./outgoing-text.ts";
import type { View } from "./view.ts";
import type { Resumption, Wire, WireEvents } from "./wire.ts";

/** A client without a protocol. */
export class FakeWire implements Wire {
  readonly protocolKey = "telnet";
  resumption: Resumption | null = null;
  /** What the client was shown. */
  readonly shown: string[] = [];
  readonly commands: OutgoingCommand[] = [];
  flags: ClientFlags = { ...initialFlags, SCREENWIDTH: 78 };
  /** Does the client want to know what it is sent? */
  takesCommands = true;
  unsentBytes = 0;
  isHidden = false;
  isLoggedIn = false;
  closedFor: string | null = null;
  #events: WireEvents | null = null;

  get events(): WireEvents {
    if (this.#events === null) throw new Error("the wire was not started");
    return this.#events;
  }

  /** What was shown since the last look. */
  take(): string[] {
    return this.shown.splice(0);
  }

  /** The player types lines. */
  type(...lines: string[]): void {
    for (const line of lines) this.events.line(line, this.isHidden);
  }

  start(events: WireEvents): void {
    this.#events = events;
  }

  sendText(text: OutgoingText, view: View): void {
    this.shown.push(text.terminal(view));
  }

  sendCommand(command: OutgoingCommand): boolean {
    this.commands.push(command);
    return this.takesCommands;
  }

  hideInput(): void {
    this.isHidden = true;
  }

  showInput(): void {
    this.isHidden = false;
  }

  setFlags(patch: ClientFlags): ClientFlags {
    const consequences = patch.TRUECOLOR === true ? { XTERM256: true } : {};
    this.flags = { ...this.flags, ...patch, ...consequences };
    return { ...patch, ...consequences };
  }

  setLoggedIn(loggedIn: boolean): void {
    this.isLoggedIn = loggedIn;
  }

  close(reason: string): void {
    this.closedFor ??= reason;
  }
}
