import type { JsonObject, JsonValue } from "../../base/json.ts";

/**
 * What the command line and a running server say to each other over the control socket: one JSON object per line,
 * one request per connection, then replies until `done` (`web-and-operations.md` §6.4).
 */
export interface ControlRequest {
  /** `status`, `reload`, `reset`, `stop`; any other verb is handed to the world. */
  readonly verb: string;
  readonly args: JsonObject;
}

export type ControlReply =
  /** Something happened on the way, in words for a person. */
  | { readonly type: "progress"; readonly text: string }
  | { readonly type: "done"; readonly result: JsonValue }
  | { readonly type: "failed"; readonly error: string };

/** Answer to `status`. Times are milliseconds since 1970. */
export interface ServerStatus {
  readonly version: string;
  readonly game: string;
  readonly gateway: { readonly pid: number; readonly startedAt: number; readonly rssBytes: number };
  readonly world: {
    /** Null while there is none. */
    readonly pid: number | null;
    readonly state: string;
    /** Since when this world serves. */
    readonly readyAt: number | null;
    readonly restarts: number;
  };
  readonly sessions: number;
  /** Sessions that are logged in. */
  readonly players: number;
  /** Seconds since the gateway started. */
  readonly uptime: number;
  readonly telnet: readonly string[];
  /** Telnet over TLS. */
  readonly telnetTls: readonly string[];
  readonly ssh: readonly string[];
  readonly web: string | null;
}
