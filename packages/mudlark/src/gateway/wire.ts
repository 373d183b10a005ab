import type { Command } from "../link/messages.ts";
import type { ClientFlags } from "../link/session-state.ts";
import type { OutgoingCommand } from "./outgoing-command.ts";
import type { OutgoingText } from "./outgoing-text.ts";
import type { View } from "./view.ts";

/**
 * Why the transport or the client ended it. `lost`, the transport broke; `left`, the client went away without a
 * goodbye, as a page that is loaded anew; `gone`, the client is not worth waiting for. The others are codes of
 * `sessions.md` §4.5.
 */
export type WireEnd = "lost" | "left" | "gone" | "quit" | "flood" | "slowReader";

/** What a wire tells its connection. Nothing comes after `ended`, but `back` where a client can resume. */
export interface WireEvents {
  /** Enough is known about the client to show it the login screen; comes once. */
  ready(): void;
  /** `masked`: it answers a hidden question, and must never be logged or echoed. */
  line(text: string, masked: boolean): void;
  tooLong(): void;
  command(command: Command): void;
  /** More is known about the client; values that changed. */
  flags(patch: ClientFlags): void;
  /** A sign of life that is no input. */
  keepalive(): void;
  /** A trusted proxy says at which address the client is. It counts until `ready`. */
  callsFor(address: string): void;
  /** The client holds a token by which it can be known again: what may be told of it; null when it holds none any more. */
  keyChanged(key: string | null): void;
  /** With `flood` and `slowReader` the transport still stands, and the connection decides on last words. */
  ended(reason: WireEnd): void;
  /** All that waited for the client to read has left. */
  drained(): void;
  /** The client has come back, from that address, and has got what it missed. */
  back(address: string): void;
}

/** The means by which a client comes back to its session after its transport broke (`protocols.md` §13). */
export interface Resumption {
  /** Has the client what it needs to come back? */
  readonly isPossible: boolean;
  /** It must not come back any more. */
  revoke(): void;
}

/**
 * One client in its own protocol. A wire frames what it is given and knows nothing of the game: rendering, limits,
 * queues and words belong to the connection.
 */
export interface Wire {
  /** `telnet`, `websocket`, … as in a session's `protocolKey`. */
  readonly protocolKey: string;
  /** What is known about the client, with a default for everything that is not; never changed in place. */
  readonly flags: ClientFlags;
  /** What was sent and waits for the client to read, as far as is known. */
  readonly unsentBytes: number;
  /** Null when its client cannot come back. */
  readonly resumption: Resumption | null;
  /** Events may come from here on, not before. */
  start(events: WireEvents): void;
  sendText(text: OutgoingText, view: View): void;
  /** False when there is no way to say it, or the client does not want to know. */
  sendCommand(command: OutgoingCommand): boolean;
  /** The next line is a secret. */
  hideInput(): void;
  /** The secret is not wanted any more. */
  showInput(): void;
  /** Sets what a player or the game may set, and gives what changed by it, consequences included. */
  setFlags(patch: ClientFlags): ClientFlags;
  setLoggedIn(loggedIn: boolean): void;
  /** Ends the connection once what was sent before is out. `reason` is a code of `sessions.md` §4.5. */
  close(reason: string): void;
}
