import { closeCodeOf } from "./close-codes.ts";
import { TelnetWire, type TelnetWireOptions } from "./telnet-wire.ts";
import type { WebSocketLine } from "./websocket-line.ts";
import { WebSocketStream } from "./websocket-stream.ts";

/** Telnet as it is, inside the binary frames of a WebSocket: `telnet.mudstandards.org`. */
export class WebSocketTelnetWire extends TelnetWire {
  override readonly protocolKey: string = "websocket";
  readonly #stream: WebSocketStream;
  #isLoggedIn = false;

  constructor(line: WebSocketLine, options: TelnetWireOptions) {
    const stream = new WebSocketStream(line);
    super(stream, options);
    this.#stream = stream;
  }

  override setLoggedIn(loggedIn: boolean): void {
    this.#isLoggedIn = loggedIn;
    super.setLoggedIn(loggedIn);
  }

  override close(reason: string): void {
    this.#stream.closeCode = closeCodeOf(reason, this.#isLoggedIn);
    super.close(reason);
  }
}
