import type { JsonObject, JsonValue } from "../base/json.ts";
import type { SessionId } from "../base/session-id.ts";

/** What a client can do and how it wants text: upper-case keys, plain values (`protocols.md` §1). */
export type ClientFlags = Readonly<Record<string, JsonValue>>;

/** A question, a menu, an editor that is open on a session. */
export interface Asking {
  /** What it is: `question`, `menu`. */
  readonly kind: string;
  /** Is only the next line an answer, or whatever is typed until it closes? */
  readonly takes: "line" | "lines";
  /** Can the next world open it again? What lies below it then is not what the player answered. */
  readonly returns: boolean;
}

/** What the next world needs to open a menu or an editor again as it was. */
export interface KeptFrame {
  /** What it is: `menu`, `editor`. */
  readonly kind: string;
  /** Which one of those that the game's code has. */
  readonly id: string;
  /** Where in it the player is. */
  readonly state: JsonValue;
}

/**
 * What both processes know about a session. The gateway keeps it while the world is replaced; the world changes it
 * through patches, which the gateway applies in order. Times are milliseconds since 1970 (`sessions.md` §3.1).
 */
export interface SessionState {
  readonly id: SessionId;
  /** Client address; behind a trusted proxy the forwarded one. */
  readonly address: string;
  /** `telnet`, `telnet/tls`, `ssh`, `websocket`, or a bot's key. */
  readonly protocolKey: string;
  /** Key of the browser or client program, for shared web login and resume. */
  readonly csessid: string | null;
  readonly connTime: number;
  readonly loginTime: number | null;
  /** Account id and name; null before login. */
  readonly uid: number | null;
  readonly uname: string | null;
  /** Id of the puppet; null when out of character. */
  readonly puid: number | null;
  /** Last input of any kind, keepalives included. */
  readonly cmdLast: number;
  /** Last real command. */
  readonly cmdLastVisible: number;
  readonly cmdTotal: number;
  readonly flags: ClientFlags;
  /** Free use by game code; at most 4 KiB of JSON. */
  readonly serverData: JsonObject;
  /** Names of the persistent command sets on the session. */
  readonly cmdsetStorage: readonly string[];
  readonly quelled: boolean;
  /** Has the login screen been shown? So that nobody sees it twice over a reload. */
  readonly greeted: boolean;
  /** The command that waits for an answer, for time or for work elsewhere: a world that dies takes it along. */
  readonly waiting: string | null;
  /** What takes the session's next line in place of the commands; a world that dies takes it along as well. */
  readonly asking: Asking | null;
  /** Menus and editors that are open and outlive a world, from the bottom to the top. */
  readonly frames: readonly KeptFrame[];
  /** What the client asked to be told about, by the service that tells it: a monitor, a report, a repetition. */
  readonly subscriptions: JsonObject;
  /** Has its client broken off, and may it still come back? The gateway knows. */
  readonly linkDead: boolean;
  /** May its client come back with the token that it has? */
  readonly resumable: boolean;
  /** Grows with every change that the world makes; tells which of two states is newer. */
  readonly revision: number;
}

/** The part of a state that changed. */
export type SessionPatch = Partial<Omit<SessionState, "id" | "revision">>;

/** Flags of a session of which nothing is known yet (`sessions.md` §3.2). */
export const initialFlags: ClientFlags = {
  ENCODING: "utf-8",
  SCREENREADER: false,
  INPUTDEBUG: false,
  RAW: false,
  NOCOLOR: false,
  LOCALECHO: false,
  ANSI: true,
  NOPKEEPALIVE: true,
};
