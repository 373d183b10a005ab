import type { SignInOffer } from "@mudlark/protocols";
import type { Command } from "../../../link/messages.ts";
import type { ClientFlags } from "../../../link/session-state.ts";
import type { OutgoingCommand } from "../../outgoing-command.ts";
import type { OutgoingText } from "../../outgoing-text.ts";
import type { View } from "../../view.ts";

/** A message of the WebSocket protocol. */
export interface Frame {
  readonly data: Uint8Array;
  readonly isBinary: boolean;
}

/** Something that a client said. */
export type Said =
  | { readonly type: "line"; readonly text: string }
  | { readonly type: "command"; readonly command: Command }
  | { readonly type: "flags"; readonly patch: ClientFlags }
  /** A sign of life that is no input. */
  | { readonly type: "keepalive" }
  /** The client says goodbye. */
  | { readonly type: "quit" };

/**
 * What a frame says. `nonsense` is ignored and counted; so is `badText`, which is text that is not in UTF-8, and the
 * third of which is the last.
 */
export type Reading = readonly Said[] | "nonsense" | "badText";

/** How one kind of client says things in frames of a WebSocket, and is told things (`protocols.md` §13). */
export interface Dialect {
  /** What is known of every client that speaks it. */
  readonly flags: ClientFlags;
  read(data: Buffer, isBinary: boolean): Reading;
  text(text: OutgoingText, view: View): Frame;
  /** Null when there is no way to say it, or the client does not want to know. */
  command(command: OutgoingCommand): Frame | null;
}

/** What a dialect may need of the wire that it is spoken on. */
export interface DialectOptions {
  readonly now: () => number;
  readonly isLoggedIn: () => boolean;
  /** How strangers may sign in beside a password. */
  readonly signIn: SignInOffer;
  /** Is the way to the client encrypted? */
  readonly isSecure: boolean;
  /** Answers the client at once. */
  readonly send: (frame: Frame) => void;
}
