import { ZlibInflater } from "@mudlark/protocols";
import type { GatewaySettings } from "../link/messages.ts";
import type { Connections } from "./connections.ts";
import { deflaterMaker } from "./wires/deflater.ts";
import type { TelnetWireOptions } from "./wires/telnet-wire.ts";

export interface TelnetOptionsOf extends Pick<
  TelnetWireOptions,
  "clock" | "flusher" | "mssp" | "webAddress"
> {
  readonly connections: Connections;
}

interface Shared {
  readonly settings: GatewaySettings;
  readonly plain: TelnetWireOptions;
  readonly secure: TelnetWireOptions;
}

/** How telnet clients of each kind are served: thousands share what is the same, until a reload changes the settings. */
export class TelnetOptions {
  readonly #of: TelnetOptionsOf;
  #shared: Shared | null = null;

  constructor(of: TelnetOptionsOf) {
    this.#of = of;
  }

  get plain(): TelnetWireOptions {
    return this.#current().plain;
  }

  /** Over TLS. */
  get secure(): TelnetWireOptions {
    return this.#current().secure;
  }

  /** Telnet inside a WebSocket, which nothing else is mistaken for; compression is the WebSocket's business. */
  insideWebSocket(secure: boolean): TelnetWireOptions {
    const { createDeflater: _deflater, createInflater: _inflater, ...telnet } = this.plain.telnet;
    return { ...this.plain, telnet: { ...telnet, secure }, detects: false };
  }

  #current(): Shared {
    const { settings } = this.#of.connections;
    if (this.#shared?.settings !== settings) {
      const [plain, secure] = [this.#make(settings, false), this.#make(settings, true)];
      this.#shared = { settings, plain, secure };
    }
    return this.#shared;
  }

  #make(settings: GatewaySettings, secure: boolean): TelnetWireOptions {
    const { connections, clock, flusher, mssp, webAddress } = this.#of;
    const { mccp } = settings;
    return {
      clock,
      flusher,
      telnet: {
        now: () => clock.monotonic(),
        charLogin: 2,
        secure,
        ...(mccp.enabled
          ? { createDeflater: deflaterMaker(mccp), createInflater: () => new ZlibInflater() }
          : {}),
        compressOverTls: mccp.overTls,
        inputChars: settings.inputChars,
        loginDelayMs: settings.loginDelayMs,
        sbTimeoutMs: settings.sbTimeoutMs,
        clientWidth: settings.clientWidth,
        clientHeight: settings.clientHeight,
      },
      backlogBytes: () => connections.settings.outputBacklogBytes,
      mssp,
      webAddress,
      detects: true,
    };
  }
}
