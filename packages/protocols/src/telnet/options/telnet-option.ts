import type { ClientEncoding } from "../../encoding/client-encoding.ts";
import type { ClientIdentity } from "../client-identity.ts";
import type { FlagStore } from "../flag-store.ts";
import type { Negotiable } from "../negotiation.ts";
import type { TelnetEvent } from "../telnet-event.ts";

/** What an option of telnet may do with the connection that it is part of. */
export interface OptionContext {
  readonly flags: FlagStore;
  readonly identity: ClientIdentity;
  readonly encoding: ClientEncoding;
  now(): number;
  emit(event: TelnetEvent): void;
  /** Queues bytes for the wire as they are. */
  write(bytes: Uint8Array): void;
  /** Queues a subnegotiation that answers the client. False: there were too many answers, and nothing is sent. */
  answer(option: number, payload: Uint8Array): boolean;
  /** Queues a subnegotiation. */
  subnegotiate(option: number, payload: Uint8Array): void;
  /** Asks to be called at a moment; null takes that back. */
  wake(name: OptionTimer, at: number | null): void;
}

export type OptionTimer = "ttype" | "resize";

/** One option of telnet, as we serve it. */
export interface TelnetOption extends Negotiable {
  /** Longest payload of a subnegotiation, unescaped. */
  readonly maxPayload: number;
  /** A subnegotiation came, while the option was on at either side. */
  subnegotiation(payload: Uint8Array): void;
}

export const usualPayload = 1024;
