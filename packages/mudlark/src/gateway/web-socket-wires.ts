import type { Clock } from "../base/clock.ts";
import type { GatewaySettings } from "../link/messages.ts";
import type { Flusher } from "./flusher.ts";
import type { Wire } from "./wire.ts";
import type { Dialect, DialectOptions } from "./wires/dialects/dialect.ts";
import { GmcpDialect } from "./wires/dialects/gmcp-dialect.ts";
import { JsonDialect } from "./wires/dialects/json-dialect.ts";
import { NativeDialect } from "./wires/dialects/native-dialect.ts";
import { TerminalDialect } from "./wires/dialects/terminal-dialect.ts";
import { ResumableWire } from "./wires/resumable-wire.ts";
import { ResumeTokens } from "./wires/resume-tokens.ts";
import type { TelnetWireOptions } from "./wires/telnet-wire.ts";
import { WebSocketLine, type WebSocketClient } from "./wires/websocket-line.ts";
import { WebSocketTelnetWire } from "./wires/websocket-telnet-wire.ts";
import { WebSocketWire } from "./wires/websocket-wire.ts";

export interface WebSocketWiresOptions {
  readonly clock: Clock;
  readonly flusher: Flusher;
  readonly settings: () => GatewaySettings;
  /** For clients that speak telnet inside the WebSocket. */
  readonly telnet: (client: WebSocketClient) => TelnetWireOptions;
}

/** Makes the wire for each client that became a WebSocket, by the subprotocol that it speaks (`protocols.md` §13). */
export class WebSocketWires {
  readonly #options: WebSocketWiresOptions;
  readonly #tokens = new ResumeTokens<ResumableWire>();

  constructor(options: WebSocketWiresOptions) {
    this.#options = options;
  }

  make(client: WebSocketClient): Wire {
    const { clock, flusher, settings, telnet } = this.#options;
    const backlogBytes = (): number => settings().outputBacklogBytes;
    const line = new WebSocketLine(client, { clock, flusher, backlogBytes });
    switch (client.subprotocol) {
      case "v1.mudlark":
        return new ResumableWire(line, { client, clock, settings, tokens: this.#tokens });
      case "telnet.mudstandards.org":
        return new WebSocketTelnetWire(line, telnet(client));
      default: {
        const now = (): number => clock.monotonic();
        const speak = dialects[client.subprotocol] ?? asTheReference;
        return new WebSocketWire(line, { client, settings: settings(), now }, speak);
      }
    }
  }
}

const asTheReference = (): Dialect => new NativeDialect();

const dialects: Readonly<Record<string, (options: DialectOptions) => Dialect>> = {
  "json.mudstandards.org": (options) => new JsonDialect(options),
  "gmcp.mudstandards.org": (options) => new GmcpDialect(options),
  "terminal.mudstandards.org": () => new TerminalDialect(),
};
