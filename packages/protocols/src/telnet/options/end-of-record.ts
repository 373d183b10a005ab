import { option } from "../telnet-codes.ts";
import type { Side } from "../negotiation.ts";
import type { OptionContext, TelnetOption } from "./telnet-option.ts";

/** END-OF-RECORD (RFC 885): the mark after a prompt. */
export class EndOfRecord implements TelnetOption {
  readonly code = option.EOR;
  readonly maxPayload = 0;
  readonly #context: OptionContext;

  constructor(context: OptionContext) {
    this.#context = context;
  }

  accepts(side: Side): boolean {
    return side === "local";
  }

  enabled(): void {
    this.#context.flags.learn({ EOR: true });
  }

  disabled(): void {
    this.#context.flags.learn({ EOR: false });
  }

  subnegotiation(): void {
    // This option has none.
  }
}
