import { option } from "../telnet-codes.ts";
import type { Side } from "../negotiation.ts";
import type { TelnetOption } from "./telnet-option.ts";

/**
 * SUPPRESS-GO-AHEAD (RFC 858). Clients may; we never do, because many take it as a request to send every key by
 * itself (`protocols.md` §4.1).
 */
export class SuppressGoAhead implements TelnetOption {
  readonly code = option.SGA;
  readonly maxPayload = 0;

  accepts(side: Side): boolean {
    return side === "remote";
  }

  enabled(): void {
    // It changes nothing: clients end their lines either way.
  }

  disabled(): void {
    // As above.
  }

  subnegotiation(): void {
    // This option has none.
  }
}
