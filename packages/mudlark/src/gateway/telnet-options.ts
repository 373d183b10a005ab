import { TelnetService, ZlibInflater } from "@mudlark/protocols";
import { findEncoding } from "../link/encodings.ts";
import type { GatewaySettings } from "../link/messages.ts";
import { Alarms } from "./alarms.ts";
import type { Connections } from "./connections.ts";
import { deflaterMaker } from "./wires/deflater.ts";
import type { TelnetWireOptions } from "./wires/telnet-wire.ts";

export interface TelnetOptionsOf extends Pick<
  TelnetWireOptions,
  "clock" | "flusher" | "mssp" | "webAddress"
> {
  readonly connections: Connections;
}

/** What of a client decides how it is served. */
export interface TelnetKind {
  /** Is it encrypted? */
  readonly secure: boolean;
  /** Is the other end a proxy that may say whose connection it is? */
  readonly trusted: boolean;
  /** Inside a WebSocket nothing else is mistaken for telnet, and compression is the WebSocket's business. */
  readonly carrier: "socket" | "webSocket";
}

/** How telnet clients of each kind are served: thousands share what is the same, until a reload changes the settings. */
export class TelnetOptions {
  readonly #of: TelnetOptionsOf;
  #settings: GatewaySettings | null = null;
  readonly #alarms: Alarms;
  readonly #made = new Map<string, TelnetWireOptions>();

  constructor(of: TelnetOptionsOf) {
    this.#of = of;
    this.#alarms = new Alarms(of.clock);
  }

  for(kind: TelnetKind): TelnetWireOptions {
    const { settings } = this.#of.connections;
    if (this.#settings !== settings) this.#made.clear();
    this.#settings = settings;
    const name = `${kind.secure} ${kind.trusted} ${kind.carrier}`;
    const options = this.#made.get(name) ?? this.#make(settings, kind);
    this.#made.set(name, options);
    return options;
  }

  #make(settings: GatewaySettings, { secure, trusted, carrier }: TelnetKind): TelnetWireOptions {
    const { connections, clock, flusher, mssp, webAddress } = this.#of;
    const { mccp } = settings;
    return {
      clock,
      flusher,
      alarms: this.#alarms,
      telnet: new TelnetService({
        now: () => clock.monotonic(),
        charLogin: 2,
        codecs: findEncoding,
        signIn: settings.signIn,
        secure,
        trustEnvironAddress: trusted,
        ...(mccp.enabled && carrier === "socket"
          ? { createDeflater: deflaterMaker(mccp), createInflater: () => new ZlibInflater() }
          : {}),
        compressOverTls: mccp.overTls,
        inputChars: settings.inputChars,
        loginDelayMs: settings.loginDelayMs,
        sbTimeoutMs: settings.sbTimeoutMs,
        clientWidth: settings.clientWidth,
        clientHeight: settings.clientHeight,
      }),
      backlogBytes: () => connections.settings.outputBacklogBytes,
      mssp,
      webAddress,
      detects: carrier === "socket",
    };
  }
}
