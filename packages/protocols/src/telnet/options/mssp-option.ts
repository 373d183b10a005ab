import { encodeMssp, msspText } from "../../mssp/encode-mssp.ts";
import { encodeTelnetText } from "../../encoding/encode-telnet-text.ts";
import { option } from "../telnet-codes.ts";
import type { MsspVariables } from "../../mssp/mssp-variables.ts";
import type { Side } from "../negotiation.ts";
import type { OptionContext, TelnetOption } from "./telnet-option.ts";

/** MSSP (`protocols.md` §6.1): the server describes itself to crawlers and clients. */
export class MsspOption implements TelnetOption {
  readonly code = option.MSSP;
  readonly maxPayload = 0;
  readonly #context: OptionContext;
  #on = false;

  constructor(context: OptionContext) {
    this.#context = context;
  }

  accepts(side: Side): boolean {
    return side === "local";
  }

  enabled(): void {
    this.#on = true;
    this.#context.emit({ type: "mssp-request", via: "option" });
  }

  disabled(): void {
    this.#on = false;
  }

  subnegotiation(): void {
    // Clients have nothing to say here.
  }

  answer(variables: MsspVariables, via: "option" | "text"): void {
    if (via === "text") this.#context.write(encodeTelnetText(msspText(variables), "utf-8"));
    else if (this.#on) this.#context.subnegotiate(this.code, encodeMssp(variables));
  }
}
