import type { GatewaySettings } from "../../link/messages.ts";
import { initialFlags, type ClientFlags } from "../../link/session-state.ts";
import type { WebSocketClient } from "./websocket-line.ts";

/** What every wire over a WebSocket knows of its client, and of the line that the client types next. */
export abstract class WebSocketClientState {
  readonly protocolKey = "websocket";
  #flags: ClientFlags;
  #isMasked = false;

  constructor(
    { subprotocol, secure }: Pick<WebSocketClient, "subprotocol" | "secure">,
    { clientWidth, clientHeight }: Pick<GatewaySettings, "clientWidth" | "clientHeight">,
  ) {
    this.#flags = {
      ...initialFlags,
      CLIENTNAME: subprotocol,
      ANSI: true,
      XTERM256: true,
      TRUECOLOR: true,
      "UTF-8": true,
      ENCODING: "utf-8",
      ENCODING_SOURCE: "fixed",
      SSL: secure,
      SCREENWIDTH: clientWidth,
      SCREENHEIGHT: clientHeight,
    };
  }

  get flags(): ClientFlags {
    return this.#flags;
  }

  /** A client of a native subprotocol itself sees `echo: false` among the options of the question. */
  hideInput(): void {
    this.#isMasked = true;
  }

  showInput(): void {
    this.#isMasked = false;
  }

  setFlags(patch: ClientFlags): ClientFlags {
    // Frames of text are UTF-8 (RFC 6455 §5.6), whatever anybody wishes.
    const fixed = patch["ENCODING"] === undefined ? {} : { ENCODING: "utf-8" };
    const wanted = { ...patch, ...fixed };
    this.learn(wanted);
    return wanted;
  }

  /** The client has said more about itself. */
  protected learn(patch: ClientFlags): void {
    this.#flags = { ...this.#flags, ...patch };
  }

  /** Is the line that came a secret? The next one is not. */
  protected takeMask(): boolean {
    const isMasked = this.#isMasked;
    this.#isMasked = false;
    return isMasked;
  }
}
