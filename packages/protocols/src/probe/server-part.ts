import { joinBytes } from "../bytes.ts";
import { command, option } from "../telnet/telnet-codes.ts";
import { TelnetServer } from "../telnet/telnet-server.ts";
import type { ClientFlags } from "../telnet/client-flags.ts";
import type { TelnetEvent } from "../telnet/telnet-event.ts";
import type { Part } from "./part.ts";

const greeting = "This is telnet-probe. It asks your client what it can do; there is nothing to type.\n";
const farewell = "That was all. Goodbye.\n";

/** Plays a server that offers everything, so that a client shows what it can do. */
export class ServerPart implements Part {
  readonly side = "server";
  readonly #telnet: TelnetServer;
  #output: Uint8Array[] = [];
  #hasAskedMore = false;
  #isClosed = false;

  /** @param now milliseconds from any start, never going back */
  constructor(now: () => number) {
    this.#telnet = new TelnetServer({ now, keepaliveMs: 0 });
  }

  /** What is known of the client by now. */
  get flags(): ClientFlags {
    return this.#telnet.flags;
  }

  get nextDeadline(): number | null {
    return this.#hasAskedMore ? null : this.#telnet.nextDeadline;
  }

  start(): void {
    this.#telnet.start();
  }

  receive(bytes: Uint8Array): void {
    // After the last question a client may compress what it says.
    if (!this.#hasAskedMore) this.#handle(this.#telnet.receive(bytes));
  }

  tick(): void {
    if (!this.#hasAskedMore) this.#handle(this.#telnet.tick());
  }

  takeOutput(): Uint8Array | null {
    const output: Uint8Array[] = [];
    for (let bytes = this.#telnet.takeOutput(); bytes !== null; bytes = this.#telnet.takeOutput()) {
      output.push(bytes);
    }
    output.push(...this.#output.splice(0));
    return output.length === 0 ? null : joinBytes(output);
  }

  /** Compression comes last, because whatever follows it cannot be read. */
  askMore(): boolean {
    if (this.#hasAskedMore || this.#isClosed) return false;
    this.#hasAskedMore = true;
    for (const code of [option.MCCP2, option.MCCP3]) {
      this.#output.push(Uint8Array.of(command.IAC, command.WILL, code));
    }
    return true;
  }

  end(): void {
    this.#telnet.sendText(farewell);
  }

  #handle(events: readonly TelnetEvent[]): void {
    for (const event of events) {
      if (event.type === "ready") this.#telnet.sendText(greeting);
      else if (event.type === "mssp-request") this.#telnet.sendMssp({ NAME: "telnet-probe" }, event.via);
      else if (event.type === "close") this.#isClosed = true;
    }
  }
}
