import type { JsonObject, JsonValue } from "../json.ts";
import type { MsspVariables } from "../mssp/mssp-variables.ts";
import type { ClientFlags, ClientFlagsPatch } from "./client-flags.ts";
import type { TelnetEvent } from "./telnet-event.ts";
import type { TelnetServerOptions } from "./telnet-server-options.ts";

/**
 * The server's end of one telnet connection, without the connection: bytes go in, events and bytes come out.
 *
 * After every call that may have produced output, write what {@link takeOutput} returns until it returns null; when
 * {@link nextDeadline} has come, call {@link tick}.
 */
export declare class TelnetServer {
  constructor(options: TelnetServerOptions);

  /** Sends the opening block. Call once, as soon as the connection is accepted. */
  start(): void;
  /** Takes bytes from the client. Never throws; after a `close` event all input is ignored. */
  receive(chunk: Uint8Array): readonly TelnetEvent[];
  /** Does what is due by now. Calling it too early or too often does no harm. */
  tick(): readonly TelnetEvent[];
  /** When `tick` must be called next, on the clock of `options.now`; null when nothing is waited for. */
  get nextDeadline(): number | null;
  /**
   * The next bytes for the wire, or null when there are none. Call until null: a start of compression comes as a
   * piece of its own, because clients must find it in one segment. Each call ends a batch of compressed output, so
   * call it once per turn of the event loop, not after every message.
   */
  takeOutput(): Uint8Array | null;
  /** Sends rendered text: `\n` becomes CR LF, IAC is doubled, a pending prompt is ended first. Adds no newline. */
  sendText(text: string): void;
  /** Sends rendered text that `encodeTelnetText` has prepared for this client's `flags.ENCODING`. */
  sendEncoded(bytes: Uint8Array): void;
  /** Sends a prompt: text without newline, then EOR or GA if the client takes them. */
  sendPrompt(text: string): void;
  /** The next line is a secret: the client stops showing what is typed. Ends by itself when that line has come. */
  hideInput(): void;
  /** The secret is not wanted any more. */
  showInput(): void;
  get inputHidden(): boolean;
  /** Sends an out-of-band message by GMCP or MSDP, if the client speaks one of them and wants this package. */
  sendMessage(name: string, args?: readonly JsonValue[], kwargs?: JsonObject): void;
  /** Answers an `mssp-request`. */
  sendMssp(variables: MsspVariables, via: "option" | "text"): void;
  /** The player chooses an encoding. Returns what changed, or null when the encoding is not known. */
  setEncoding(name: string): ClientFlagsPatch | null;
  /** Sets flags that a client or player may set; others are ignored. Returns what changed, consequences included. */
  setFlags(patch: Readonly<Record<string, JsonValue>>): ClientFlagsPatch;
  /** Tells that somebody has logged in or out: `mssp-request` lines and `Char.Login` are for strangers only. */
  setLoggedIn(loggedIn: boolean): void;
  get flags(): ClientFlags;
  /** Variables that the client gave by NEW-ENVIRON and that are no flags. */
  get environ(): ReadonlyMap<string, string>;
  /** Ends compression, so that the last text can be read. Call before closing, then `takeOutput` until null. */
  finish(): void;
}
