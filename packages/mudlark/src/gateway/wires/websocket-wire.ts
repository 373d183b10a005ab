import { initialFlags, type ClientFlags } from "../../link/session-state.ts";
import type { GatewaySettings } from "../../link/messages.ts";
import type { OutgoingCommand } from "../outgoing-command.ts";
import type { OutgoingText } from "../outgoing-text.ts";
import type { View } from "../view.ts";
import type { Wire, WireEvents } from "../wire.ts";
import { closeCodeOf } from "./close-codes.ts";
import type { Dialect, DialectOptions, Frame, Said } from "./dialects/dialect.ts";
import type { WebSocketClient, WebSocketLine } from "./websocket-line.ts";

export interface WebSocketWireOptions {
  readonly client: Pick<WebSocketClient, "subprotocol" | "secure">;
  readonly settings: Pick<GatewaySettings, "clientWidth" | "clientHeight">;
  readonly now: () => number;
}

/** Frames of text that is no text; the last one is not forgiven. */
const mostBadText = 3;

/** A browser or program behind a WebSocket, in one of the dialects that have no life beyond their connection. */
export class WebSocketWire implements Wire {
  readonly protocolKey = "websocket";
  readonly resumption = null;
  readonly #line: WebSocketLine;
  readonly #dialect: Dialect;
  #flags: ClientFlags;
  #events: WireEvents | null = null;
  #badText = 0;
  #isMasked = false;
  #isLoggedIn = false;
  #hasEnded = false;

  constructor(
    line: WebSocketLine,
    { client, settings, now }: WebSocketWireOptions,
    speak: (options: DialectOptions) => Dialect,
  ) {
    this.#line = line;
    this.#dialect = speak({
      now,
      isLoggedIn: () => this.#isLoggedIn,
      send: (frame) => this.#send(frame),
    });
    this.#flags = { ...webSocketFlags(client, settings), ...this.#dialect.flags };
  }

  get flags(): ClientFlags {
    return this.#flags;
  }

  start(events: WireEvents): void {
    this.#events = events;
    this.#line.start({
      frame: (data, isBinary) => this.#receive(data, isBinary),
      arrived: (latency) => this.#events?.flags({ LATENCY: latency }),
      ended: (reason) => this.#events?.ended(reason),
    });
    if (!this.#hasEnded) events.ready();
  }

  sendText(text: OutgoingText, view: View): void {
    this.#send(this.#dialect.text(text, view));
  }

  sendCommand(command: OutgoingCommand): void {
    const frame = this.#dialect.command(command);
    if (frame !== null) this.#send(frame);
  }

  /** A client of a native dialect itself sees `echo: false` among the options of the question. */
  hideInput(): void {
    this.#isMasked = true;
  }

  showInput(): void {
    this.#isMasked = false;
  }

  setFlags(patch: ClientFlags): ClientFlags {
    const { ENCODING: _fixed, ...wanted } = patch;
    this.#flags = { ...this.#flags, ...wanted };
    return wanted;
  }

  setLoggedIn(loggedIn: boolean): void {
    this.#isLoggedIn = loggedIn;
  }

  close(reason: string): void {
    this.#hasEnded = true;
    if (reason === "slowReader" || reason === "lost") this.#line.cut();
    else this.#line.close(closeCodeOf(reason, this.#isLoggedIn));
  }

  #send({ data, isBinary }: Frame): void {
    this.#line.send(data, isBinary);
  }

  #receive(data: Buffer, isBinary: boolean): void {
    const reading = this.#dialect.read(data, isBinary);
    if (reading === "nonsense") this.#line.ignore();
    else if (reading === "badText") this.#countBadText();
    else for (const said of reading) this.#hear(said);
  }

  #countBadText(): void {
    this.#badText++;
    if (this.#badText >= mostBadText) this.#line.refuse(1007);
    else this.#line.ignore();
  }

  #hear(said: Said): void {
    if (this.#hasEnded) return;
    switch (said.type) {
      case "line": {
        const masked = this.#isMasked;
        this.#isMasked = false;
        return this.#events?.line(said.text, masked);
      }
      case "command":
        return this.#events?.command(said.command);
      case "flags":
        this.#flags = { ...this.#flags, ...said.patch };
        return this.#events?.flags(said.patch);
      case "keepalive":
        return this.#events?.keepalive();
      case "quit":
        return this.#events?.ended("quit");
    }
  }
}

/** What is known of a client behind a WebSocket before it says anything. */
export function webSocketFlags(
  { subprotocol, secure }: WebSocketWireOptions["client"],
  { clientWidth, clientHeight }: WebSocketWireOptions["settings"],
): ClientFlags {
  return {
    ...initialFlags,
    CLIENTNAME: subprotocol,
    ANSI: true,
    XTERM256: true,
    TRUECOLOR: true,
    "UTF-8": true,
    ENCODING: "utf-8",
    SSL: secure,
    SCREENWIDTH: clientWidth,
    SCREENHEIGHT: clientHeight,
  };
}
