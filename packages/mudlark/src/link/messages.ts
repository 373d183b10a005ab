import type { SignInOffer } from "@mudlark/protocols";
import type { JsonObject, JsonValue } from "../base/json.ts";
import type { SessionId } from "../base/session-id.ts";
import type { Asking, SessionPatch, SessionState } from "./session-state.ts";

/** Raised whenever an old and a new process could misunderstand each other. */
export const linkVersion = 6;

/** A message that is not plain text: a name with positional and named arguments (`sessions.md` §14). */
export interface Command {
  readonly name: string;
  readonly args: readonly JsonValue[];
  readonly kwargs: JsonObject;
  /** Only from gateway to world: as the client spelled the name, such as `Char.Items.Inv`. */
  readonly wireName?: string;
  /** Only from world to gateway. Default: an event, for whoever wants messages of its kind. */
  readonly manner?: Manner;
}

/**
 * How a message is delivered. An `answer` goes to whoever asked, whatever else it wants to know; of the `latest` only
 * the last one of each name matters, so that a client which reads slowly need not get the others (`protocols.md` §8, §11.1).
 */
export type Manner = "answer" | "latest";

/** Why a world starts to serve. */
export type ServeMode = "start" | "reload" | "reset" | "crash" | "relink";

/** One input of a session. Numbers start at 1 and have no gaps per session. */
export type SessionInput =
  | { readonly type: "line"; readonly session: SessionId; readonly number: number; readonly text: string }
  | {
      readonly type: "command";
      readonly session: SessionId;
      readonly number: number;
      readonly command: Command;
    };

/** A turn that killed or hung a world, told to the next one so that it can report it and suspend a timer. */
export interface Incident {
  readonly cause: "hang" | "death";
  readonly kind: RunningKind;
  /** Command, timer, hook or route that was running. */
  readonly label: string;
  readonly session: SessionId | null;
  readonly line: number | null;
  /** The line is not run again. */
  readonly dropped: boolean;
}

/** What kind of turn is running (design §5, the marker). */
export type RunningKind = "line" | "timer" | "web" | "hook" | "event";

/** A session as the gateway hands it to a world that starts to serve. */
export interface SessionSnapshot {
  readonly state: SessionState;
  /** Highest input number whose turn is known to be done; what came after it will be sent again. */
  readonly acknowledged: number;
}

/** Addresses that are not let in, as `parseAddressPattern` reads them. */
export interface AddressBan {
  readonly address: string;
  readonly until: number | null;
}

/** Limits and words that the gateway applies; a reload may change them. */
export interface GatewaySettings {
  readonly gameName: string;
  readonly commandsPerSecond: number;
  readonly inputChars: number;
  readonly connectionsPerSecond: number;
  readonly connectionsPerIp: number;
  readonly outputBacklogBytes: number;
  readonly outageLines: number;
  readonly outageBytes: number;
  /** Seconds. */
  readonly maxOutage: number;
  /** Seconds. */
  readonly preLoginTimeout: number;
  /** Seconds that the session of a lost client is kept, for one that cannot resume and for one that can. */
  readonly linkdeadGrace: number;
  readonly resumeSeconds: number;
  readonly idleCommand: string;
  readonly loginDelayMs: number;
  readonly screenReaderStrip: string;
  readonly sbTimeoutMs: number;
  readonly mslp: boolean;
  /** Compression of what is sent (MCCP2), and of what comes (MCCP3). */
  readonly mccp: {
    readonly enabled: boolean;
    readonly windowBits: number;
    readonly memLevel: number;
    readonly level: number;
    readonly overTls: boolean;
  };
  /** Addresses and blocks of them whose word about a client's address is believed. */
  readonly trustedProxies: readonly string[];
  /** Hosts whose pages may open a WebSocket. */
  readonly allowedHosts: readonly string[];
  /** Seconds for which browsers shall remember to come by HTTPS only. */
  readonly hsts: number;
  /** Addresses and blocks of them that are not let in, each until a time in milliseconds since 1970 or for good. */
  readonly bans: readonly AddressBan[];
  readonly clientWidth: number;
  readonly clientHeight: number;
  /** How strangers may sign in beside a password, by clients that can do so themselves. */
  readonly signIn: SignInOffer;
  /** For listings of games; null while no world serves. */
  readonly counts: WorldCounts | null;
}

/** How much there is of a world, as it was when it began to serve. */
export interface WorldCounts {
  readonly rooms: number;
  readonly exits: number;
  readonly things: number;
  readonly helpTopics: number;
}

/** From world to gateway. */
export type WorldMessage =
  /** The first message on a link. `standby` has only loaded and checked its code; `serve` holds the store. */
  | {
      readonly type: "hello";
      readonly secret: string;
      readonly version: number;
      readonly pid: number;
      readonly role: "serve" | "standby";
    }
  /** The store is open: which session numbers it has seen, and what the gateway is to apply. */
  | {
      readonly type: "opened";
      readonly highestSession: SessionId;
      readonly settings: GatewaySettings;
    }
  /** A standby's code did not load; the text has file, line and code frame. */
  | { readonly type: "checkFailed"; readonly error: string }
  | { readonly type: "checked" }
  /** Every session is known again: input may flow. */
  | { readonly type: "ready" }
  /** After `handOver`: flushed, store released, frozen. */
  | { readonly type: "released" }
  /** After `resume`: holds the store again, goes on. */
  | { readonly type: "resumed" }
  | { readonly type: "settings"; readonly settings: GatewaySettings }
  /** Somebody in the game asks for it. `session` hears about failure. */
  | {
      readonly type: "request";
      readonly verb: "reload" | "reset" | "shutdown";
      readonly reason: string;
      readonly session: SessionId | null;
    }
  /** Answer to `control`. */
  | {
      readonly type: "controlReply";
      readonly id: number;
      readonly error: string | null;
      readonly result: JsonValue;
    }
  /** Answer to `stop`: everything is saved, the process ends now. */
  | { readonly type: "stopped" }
  | { readonly type: "ping"; readonly id: number }
  | { readonly type: "pong"; readonly id: number }
  | { readonly type: "turns"; readonly effects: readonly Effect[] };

/**
 * What committed turns do outside the world. Output, session changes and acknowledgements that belong together
 * travel in one `turns` message, so either all of them happen or none (design §5).
 */
export type Effect =
  /** Markup text for each of the sessions; the gateway renders it. */
  | { readonly type: "text"; readonly sessions: readonly SessionId[]; readonly text: string }
  /** Markup text without a line end, followed by the protocol's prompt marker. */
  | { readonly type: "prompt"; readonly sessions: readonly SessionId[]; readonly text: string }
  /** Anything else, text with options included: `["text", ["…"], {"type": "say"}]`. */
  | { readonly type: "command"; readonly sessions: readonly SessionId[]; readonly command: Command }
  | {
      readonly type: "state";
      readonly session: SessionId;
      readonly revision: number;
      readonly patch: SessionPatch;
    }
  | { readonly type: "ack"; readonly session: SessionId; readonly number: number }
  /**
   * What asked the session something is gone. What it typed in answer, after input `after` and before it could know, is
   * no command and is not sent again.
   */
  | {
      readonly type: "unanswered";
      readonly session: SessionId;
      readonly after: number;
      readonly takes: Asking["takes"];
    }
  /** What `disconnect` told of is done and saved; until then, the gateway tells each new world of it. */
  | { readonly type: "ended"; readonly session: SessionId }
  /** Ends the session after its output so far. `reason` is a code of `sessions.md` §4.5 and is never shown. */
  | { readonly type: "close"; readonly session: SessionId; readonly reason: string; readonly text: string };

/** From gateway to world. */
export type GatewayMessage =
  | { readonly type: "refused"; readonly reason: string }
  /** To a standby whose check succeeded: open the store and serve. */
  | { readonly type: "takeOver"; readonly mode: ServeMode }
  /** Answer to `opened`: everything that the gateway knows. */
  | {
      readonly type: "sessions";
      /** Names this run of the gateway; another one means other sessions. */
      readonly gateway: string;
      readonly mode: ServeMode;
      readonly sessions: readonly SessionSnapshot[];
      /** Sessions of whose end no world has said that it is done and saved. */
      readonly closed: readonly { readonly state: SessionState; readonly reason: string }[];
      readonly incidents: readonly Incident[];
    }
  | { readonly type: "connect"; readonly state: SessionState }
  | { readonly type: "update"; readonly session: SessionId; readonly patch: SessionPatch }
  | { readonly type: "disconnect"; readonly session: SessionId; readonly reason: string }
  | { readonly type: "input"; readonly input: SessionInput }
  /** Finish the running turn, abort waits, run the stop hooks, flush, release the store and freeze. */
  | { readonly type: "handOver"; readonly mode: "reload" | "reset"; readonly reason: string }
  /** The successor did not make it: take the store again and go on. */
  | { readonly type: "resume"; readonly error: string }
  /** The successor serves; end. */
  | { readonly type: "retire" }
  /** A request from the game could not be met; tell the asker. */
  | {
      readonly type: "requestFailed";
      readonly verb: "reload" | "reset" | "shutdown";
      readonly session: SessionId | null;
      readonly error: string;
    }
  /** Something the command line asks the world. */
  | { readonly type: "control"; readonly id: number; readonly verb: string; readonly args: JsonObject }
  /** Tell the players, run the stop hooks, flush, close the store, answer `stopped`, end. */
  | { readonly type: "stop"; readonly text: string }
  | { readonly type: "ping"; readonly id: number }
  | { readonly type: "pong"; readonly id: number };
