import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import type { Clock, Timer } from "../../base/clock.ts";
import type { Flushable, Flusher } from "../flusher.ts";
import type { WireEnd } from "../wire.ts";

/** A client that has become a WebSocket, and what is known of the way to it. */
export interface WebSocketClient {
  readonly webSocket: WebSocket;
  /** What the WebSocket sends its frames through. */
  readonly socket: Duplex;
  readonly subprotocol: string;
  /** As far as trusted proxies say. */
  readonly address: string;
  /** Is the way to it encrypted, as far as is known? */
  readonly secure: boolean;
}

export interface WebSocketLineOptions {
  readonly clock: Clock;
  readonly flusher: Flusher;
  /** Bytes that may wait for a client that does not read; asked each time. */
  readonly backlogBytes: () => number;
}

export interface LineEvents {
  frame(data: Buffer, isBinary: boolean): void;
  /** The client is asked whether it is there. */
  asked?(): void;
  /** Everything that was sent before the client was last asked has arrived; the answer took so many milliseconds. */
  arrived?(latency: number): void;
  /** All that waited for the client to read has left. */
  drained?(): void;
  /** Nothing comes after it. With `flood` and `slowReader` the connection still stands. */
  ended(reason: WireEnd): void;
}

const pingEvery = 30_000;
const pongPatience = 60_000;
/** How long a client may take to answer a close. */
const closePatience = 5000;
/** So many frames without sense in so long a time, and the client is broken. */
const mostNonsense = 32;
const nonsenseWindow = 10_000;

/** Numbers by which a client says why it closes (RFC 6455, section 7.4.1). */
const cleanClose = new Set([1000, 1005]);
const goingAway = 1001;
const noClose = 1006;

/** One WebSocket, whatever is spoken through it: frames in and out, and whether the other end still lives. */
export class WebSocketLine implements Flushable {
  readonly #webSocket: WebSocket;
  readonly #socket: Duplex;
  readonly #options: WebSocketLineOptions;
  readonly #ping: Timer;
  #events: LineEvents | null = null;
  #heardAt: number;
  #nonsense: number[] = [];
  #pings = 0;
  #pingedAt = 0;
  #isBroken = false;
  #isCorked = false;
  #hasEnded = false;

  constructor({ webSocket, socket }: WebSocketClient, options: WebSocketLineOptions) {
    this.#webSocket = webSocket;
    this.#socket = socket;
    this.#options = options;
    this.#heardAt = options.clock.monotonic();
    this.#ping = options.clock.every(pingEvery, () => this.#checkAlive());
    webSocket.on("pong", (data) => this.#pong(data));
    // The server is set to hand over one buffer per message.
    webSocket.on("message", (data, isBinary) => this.#receive(data as Buffer, isBinary));
    webSocket.on("error", () => (this.#isBroken = true));
    webSocket.on("close", (code) => this.#end(this.#reasonOf(code)));
  }

  /** Events may come from here on; they may go to somebody else from some time on. */
  start(events: LineEvents): void {
    if (this.#hasEnded) return events.ended("lost");
    this.#events = events;
  }

  /** What was sent and waits for the client to read. */
  get unsentBytes(): number {
    return this.#webSocket.bufferedAmount;
  }

  /** @param done called when the frame has left for the network, or cannot */
  send(frame: Uint8Array, isBinary: boolean, done?: () => void): void {
    if (this.#hasEnded) return done?.();
    if (!this.#isCorked) {
      this.#isCorked = true;
      this.#socket.cork();
      this.#options.flusher.add(this);
    }
    this.#webSocket.send(frame, { binary: isBinary }, done ?? this.#written);
  }

  readonly #written = (): void => {
    if (this.unsentBytes === 0) this.#events?.drained?.();
  };

  flush(): void {
    this.#isCorked = false;
    this.#socket.uncork();
    if (this.#hasEnded) return;
    if (this.unsentBytes > this.#options.backlogBytes()) this.#end("slowReader");
  }

  /** The client sent something without sense: ignored for now, but not for ever. */
  ignore(): void {
    const now = this.#options.clock.monotonic();
    this.#nonsense = [...this.#nonsense.filter((at) => now - at < nonsenseWindow), now];
    if (this.#nonsense.length >= mostNonsense) this.#end("flood");
  }

  /** The client broke the rules of what it speaks: says so by number, and is done with it. */
  refuse(code: 1003 | 1007): void {
    this.close(code);
    this.#events?.ended("gone");
  }

  /** Closes after what was sent before; says nothing more. */
  close(code: number): void {
    this.#stop();
    const webSocket = this.#webSocket;
    if (webSocket.readyState !== webSocket.OPEN) return;
    webSocket.close(code);
    const cutOff = this.#options.clock.after(closePatience, () => webSocket.terminate());
    webSocket.once("close", () => cutOff.cancel());
  }

  /** Ends it without a word. */
  cut(): void {
    this.#stop();
    this.#webSocket.terminate();
  }

  #receive(data: Buffer, isBinary: boolean): void {
    if (this.#hasEnded) return;
    this.#heardAt = this.#options.clock.monotonic();
    this.#events?.frame(data, isBinary);
  }

  #pong(data: Buffer): void {
    this.#heardAt = this.#options.clock.monotonic();
    if (this.#hasEnded || data.toString("latin1") !== String(this.#pings)) return;
    this.#events?.arrived?.(Math.round(this.#heardAt - this.#pingedAt));
  }

  #checkAlive(): void {
    if (this.#options.clock.monotonic() - this.#heardAt < pongPatience) {
      this.#pingedAt = this.#options.clock.monotonic();
      this.#events?.asked?.();
      return this.#webSocket.ping(String(++this.#pings));
    }
    this.#webSocket.terminate();
    this.#end("lost");
  }

  /** A client that broke the protocol is not waited for, and one that says goodbye neither. */
  #reasonOf(code: number): WireEnd {
    if (cleanClose.has(code)) return "quit";
    if (code === goingAway) return "left";
    return code === noClose && !this.#isBroken ? "lost" : "gone";
  }

  #end(reason: WireEnd): void {
    if (this.#hasEnded) return;
    if (reason !== "flood" && reason !== "slowReader") this.#stop();
    this.#events?.ended(reason);
  }

  #stop(): void {
    this.#hasEnded = true;
    this.#ping.cancel();
  }
}
