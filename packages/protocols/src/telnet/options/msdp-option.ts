import { encodeMsdp, parseMsdp } from "../../oob/msdp-codec.ts";
import { option } from "../telnet-codes.ts";
import type { JsonValue } from "../../json.ts";
import type { MsdpVariable } from "../../oob/msdp-codec.ts";
import type { Side } from "../negotiation.ts";
import type { OptionContext, TelnetOption } from "./telnet-option.ts";

/** What MSDP needs beyond the connection. */
export interface MsdpOptions {
  /** The option was switched on or off. */
  readonly onChange: (on: boolean) => void;
  readonly onVariables: (variables: readonly MsdpVariable[]) => void;
}

/** MSDP (`protocols.md` §7): out-of-band variables. */
export class MsdpOption implements TelnetOption {
  readonly code = option.MSDP;
  readonly maxPayload = 16 * 1024;
  readonly #context: OptionContext;
  readonly #options: MsdpOptions;
  #sides = 0;

  constructor(context: OptionContext, options: MsdpOptions) {
    this.#context = context;
    this.#options = options;
  }

  accepts(): boolean {
    return true;
  }

  enabled(): void {
    this.#sides += 1;
    this.#options.onChange(true);
  }

  disabled(_side: Side, refused: boolean): void {
    if (!refused) this.#sides -= 1;
    if (this.#sides === 0) this.#options.onChange(false);
  }

  subnegotiation(payload: Uint8Array): void {
    const variables = parseMsdp(payload);
    if (variables !== null) this.#options.onVariables(variables);
  }

  send(variables: readonly (readonly [name: string, value: JsonValue])[]): void {
    if (variables.length > 0) this.#context.subnegotiate(this.code, encodeMsdp(variables));
  }
}
