import { command, option } from "../telnet-codes.ts";
import type { Deflater } from "../../compression/deflater.ts";
import type { Side } from "../negotiation.ts";
import type { Outbox } from "../outbox.ts";
import type { OptionContext, TelnetOption } from "./telnet-option.ts";

const start = Uint8Array.of(command.IAC, command.SB, option.MCCP2, command.IAC, command.SE);

/** MCCP2 (`protocols.md` §6.2): what we send is compressed. */
export class Mccp2 implements TelnetOption {
  readonly code = option.MCCP2;
  readonly maxPayload = 0;
  readonly #context: OptionContext;
  readonly #outbox: Outbox;
  readonly #createDeflater: () => Deflater;

  constructor(context: OptionContext, outbox: Outbox, createDeflater: () => Deflater) {
    this.#context = context;
    this.#outbox = outbox;
    this.#createDeflater = createDeflater;
  }

  accepts(side: Side): boolean {
    return side === "local";
  }

  enabled(): void {
    this.#outbox.startCompression(this.#createDeflater(), start);
    this.#context.flags.learn({ MCCP: true });
  }

  /** Called before our answer is queued, so that the answer is plain. */
  disabled(): void {
    this.#outbox.stopCompression();
    this.#context.flags.learn({ MCCP: false });
  }

  subnegotiation(): void {
    // Clients have nothing to say here.
  }
}
