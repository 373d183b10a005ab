import type { JsonObject, JsonValue } from "../json.ts";
import type { ClientFlagsPatch } from "./client-flags.ts";

/** Why a connection must be closed. */
export type TelnetCloseReason = "negotiation flood" | "input flood" | "broken compression";

/**
 * What happened at the client's end. Events come in the order of the bytes that caused them. `line`, `toolong`,
 * `message` wait until `ready`, so that nobody's first line is run before the login screen was shown; the others
 * come at once.
 */
export type TelnetEvent =
  /** A command line. `masked`: it answers a hidden question, and must never be logged, echoed or remembered. */
  | { readonly type: "line"; readonly text: string; readonly masked: boolean }
  /** A line was too long and was dropped whole. */
  | { readonly type: "toolong"; readonly masked: boolean }
  /** An out-of-band message (`protocols.md` §8). `wireName` is its name as the client spelled it. */
  | {
      readonly type: "message";
      readonly name: string;
      readonly args: readonly JsonValue[];
      readonly kwargs: JsonObject;
      readonly via: "gmcp" | "msdp";
      readonly wireName: string;
    }
  /** More is known about the client, or the player's wishes changed something. */
  | { readonly type: "flags"; readonly patch: ClientFlagsPatch }
  /** Variables of the client's environment that are no flags; null when it took one back. */
  | { readonly type: "environ"; readonly patch: Readonly<Record<string, string | null>> }
  /** The window has another size; at most one per 250 ms. The flags hold it already. */
  | { readonly type: "resize"; readonly columns: number; readonly rows: number }
  /** Enough is known (or we waited long enough) to show the login screen. Comes once. */
  | { readonly type: "ready" }
  /** The client wants the server's description: answer with `sendMssp(variables, via)`. */
  | { readonly type: "mssp-request"; readonly via: "option" | "text" }
  /** The client answered `<VERSION>` or `<SUPPORTS>` of MXP. */
  | {
      readonly type: "mxp-reply";
      readonly tag: "VERSION" | "SUPPORTS";
      readonly attributes: Readonly<Record<string, string>>;
      readonly flags: readonly string[];
    }
  /** A keepalive of the client: the idle time starts anew, nothing else happens. */
  | { readonly type: "keepalive" }
  /** Last round trip between client and server, as measured by the client. */
  | { readonly type: "latency"; readonly milliseconds: number }
  /** The connection must be closed after the output that is left. No event follows. */
  | { readonly type: "close"; readonly reason: TelnetCloseReason };
