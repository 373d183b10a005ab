import type { Duplex } from "node:stream";
import type { RawData, WebSocket } from "ws";
import type { Clock, Timer } from "../../base/clock.ts";
import type { GatewaySettings } from "../../link/messages.ts";
import { initialFlags, type ClientFlags } from "../../link/session-state.ts";
import type { Flushable, Flusher } from "../flusher.ts";
import type { OutgoingCommand } from "../outgoing-command.ts";
import type { FrameFormat, OutgoingText } from "../outgoing-text.ts";
import type { View } from "../view.ts";
import type { Wire, WireEnd, WireEvents } from "../wire.ts";
import { closeCodeOf } from "./close-codes.ts";
import { parseNativeFrame } from "./native-frame.ts";

/** The native subprotocols and how each of them wants text (`protocols.md` §13). */
export const nativeFormats: Readonly<Record<string, FrameFormat>> = {
  "v1.mudlark": "runs",
  "v1.evennia.com": "html",
};

export interface WebSocketWireOptions {
  readonly webSocket: WebSocket;
  /** What the WebSocket sends its frames through. */
  readonly socket: Duplex;
  readonly subprotocol: string;
  /** Is the way to the browser encrypted, as far as is known? */
  readonly secure: boolean;
  readonly clock: Clock;
  readonly flusher: Flusher;
  readonly settings: () => GatewaySettings;
}

const pingEvery = 30_000;
const pongPatience = 60_000;
/** How long a client may take to answer a close. */
const closePatience = 5000;
/** So many frames without sense in so long a time, and the client is broken. */
const mostNonsense = 32;
const nonsenseWindow = 10_000;

/** A browser or program that speaks one of the two native WebSocket protocols: JSON frames, text as runs or HTML. */
export class WebSocketWire implements Wire, Flushable {
  readonly protocolKey = "websocket";
  readonly #options: WebSocketWireOptions;
  readonly #format: FrameFormat;
  readonly #ping: Timer;
  #flags: ClientFlags;
  #events: WireEvents | null = null;
  #heardAt: number;
  #nonsense: number[] = [];
  #isMasked = false;
  #isLoggedIn = false;
  #isCorked = false;
  #hasEnded = false;

  constructor(options: WebSocketWireOptions) {
    this.#options = options;
    this.#format = nativeFormats[options.subprotocol] ?? "html";
    this.#flags = flagsAtStart(options);
    this.#heardAt = options.clock.monotonic();
    this.#ping = options.clock.every(pingEvery, () => this.#checkAlive());
    const { webSocket } = options;
    webSocket.on("pong", () => (this.#heardAt = options.clock.monotonic()));
    webSocket.on("message", (data, isBinary) => this.#receive(data, isBinary));
    webSocket.on("error", () => {});
    webSocket.on("close", (code) => this.#end(code === 1000 ? "quit" : "lost"));
  }

  get flags(): ClientFlags {
    return this.#flags;
  }

  start(events: WireEvents): void {
    if (this.#hasEnded) return events.ended("lost");
    this.#events = events;
    events.ready();
  }

  sendText(text: OutgoingText, view: View): void {
    this.#send(text.frame(view, this.#format));
  }

  sendCommand(command: OutgoingCommand): void {
    this.#send(command.frame);
  }

  /** The client itself sees `echo: false` among the options of the question. */
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
    this.#stop();
    const { webSocket, clock } = this.#options;
    if (webSocket.readyState === webSocket.CLOSED) return;
    if (reason === "slowReader" || reason === "lost") return webSocket.terminate();
    webSocket.close(closeCodeOf(reason, this.#isLoggedIn));
    const cutOff = clock.after(closePatience, () => webSocket.terminate());
    webSocket.once("close", () => cutOff.cancel());
  }

  flush(): void {
    this.#isCorked = false;
    this.#options.socket.uncork();
    if (this.#hasEnded) return;
    if (this.#options.webSocket.bufferedAmount > this.#options.settings().outputBacklogBytes) {
      this.#end("slowReader");
    }
  }

  #send(frame: Buffer): void {
    if (this.#hasEnded) return;
    if (!this.#isCorked) {
      this.#isCorked = true;
      this.#options.socket.cork();
      this.#options.flusher.add(this);
    }
    this.#options.webSocket.send(frame, { binary: false });
  }

  #receive(data: RawData, isBinary: boolean): void {
    if (this.#hasEnded) return;
    this.#heardAt = this.#options.clock.monotonic();
    const frame = isBinary ? null : parseNativeFrame(textOf(data));
    if (frame === null) return this.#ignore();
    switch (frame.type) {
      case "line": {
        const masked = this.#isMasked;
        this.#isMasked = false;
        return this.#events?.line(frame.text, masked);
      }
      case "command":
        return this.#events?.command(frame.command);
      case "quit":
        return this.#end("quit");
    }
  }

  #ignore(): void {
    const now = this.#options.clock.monotonic();
    this.#nonsense = [...this.#nonsense.filter((at) => now - at < nonsenseWindow), now];
    if (this.#nonsense.length >= mostNonsense) this.#end("flood");
  }

  #checkAlive(): void {
    const { webSocket, clock } = this.#options;
    if (clock.monotonic() - this.#heardAt < pongPatience) return webSocket.ping();
    webSocket.terminate();
    this.#end("lost");
  }

  #end(reason: WireEnd): void {
    if (this.#hasEnded) return;
    const events = this.#events;
    if (reason === "lost") this.#stop();
    events?.ended(reason);
  }

  #stop(): void {
    this.#hasEnded = true;
    this.#ping.cancel();
  }
}

function flagsAtStart({ subprotocol, secure, settings }: WebSocketWireOptions): ClientFlags {
  const { clientWidth, clientHeight } = settings();
  return {
    ...initialFlags,
    CLIENTNAME: subprotocol,
    ANSI: true,
    XTERM256: true,
    TRUECOLOR: true,
    "UTF-8": true,
    ENCODING: "utf-8",
    OOB: "json",
    SSL: secure,
    SCREENWIDTH: clientWidth,
    SCREENHEIGHT: clientHeight,
  };
}

/** The server is set to hand over one buffer per message. */
function textOf(data: RawData): string {
  return (data as Buffer).toString("utf8");
}
