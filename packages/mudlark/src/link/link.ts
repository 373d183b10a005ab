import type { Clock, Timer } from "../base/clock.ts";
import type { Logger } from "../base/logger.ts";
import { messageOf } from "../base/errors.ts";
import { readGatewayMessage, readWorldMessage, writeGatewayMessage, writeWorldMessage } from "./codec.ts";
import { FrameDecoder, FrameWriter, type Frame } from "./frame.ts";
import type { GatewayMessage, WorldMessage } from "./messages.ts";
import type { Transport } from "./transport.ts";

export interface LinkOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Milliseconds between two pings, and without a sign of life until the other side counts as dead. */
export const heartbeat = { interval: 5000, silence: 15_000 } as const;

/**
 * One end of the line between gateway and world. Messages that are sent in one tick of the event loop leave in one
 * write. Answers pings by itself and says when the other side has gone quiet.
 */
class Link<Out extends { readonly type: string }, In extends { readonly type: string }> {
  readonly #transport: Transport;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #write: (writer: FrameWriter, message: Out | Ping) => void;
  readonly #read: (frame: Frame) => In | null;
  readonly #writer = new FrameWriter();
  readonly #decoder = new FrameDecoder();
  readonly #heartbeat: Timer;
  readonly #unknown = new Set<number>();
  #waiting: In[] = [];
  #flushing = false;
  #closed = false;
  #lastHeard: number;
  #pings = 0;
  #message: ((message: In) => void) | null = null;
  #close: (error: Error | null) => void = () => {};
  #silence: () => void = () => {};

  constructor(
    options: LinkOptions,
    write: (writer: FrameWriter, message: Out | Ping) => void,
    read: (frame: Frame) => In | null,
  ) {
    this.#transport = options.transport;
    this.#clock = options.clock;
    this.#logger = options.logger;
    this.#write = write;
    this.#read = read;
    this.#lastHeard = this.#clock.monotonic();
    this.#transport.onData((chunk) => this.#receive(chunk));
    this.#transport.onClose((error) => this.#end(error));
    this.#heartbeat = this.#clock.every(heartbeat.interval, () => this.#beat());
  }

  /** Bytes that wait here and below: what flow control looks at. */
  get unsent(): number {
    return this.#writer.size + this.#transport.unsent;
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  /** Messages that come while there is no handler (null) are kept and handed to the next one at once. */
  onMessage(handler: ((message: In) => void) | null): void {
    this.#message = handler;
    while (this.#message !== null && this.#waiting.length > 0) this.#message(this.#waiting.shift() as In);
  }

  onClose(handler: (error: Error | null) => void): void {
    this.#close = handler;
  }

  /** Called when nothing came for 15 s: the other process hangs or is gone. */
  onSilence(handler: () => void): void {
    this.#silence = handler;
  }

  onDrain(handler: () => void): void {
    this.#transport.onDrain(handler);
  }

  send(message: Out): void {
    this.#put(message);
  }

  /** Sends what waits for the end of this tick now. */
  flush(): void {
    if (this.#writer.size > 0 && !this.#closed) this.#transport.write(this.#writer.take());
  }

  close(): void {
    if (this.#closed) return;
    this.flush();
    this.#transport.close();
    this.#end(null);
  }

  #put(message: Out | Ping): void {
    if (this.#closed) return;
    this.#write(this.#writer, message);
    if (this.#flushing) return;
    this.#flushing = true;
    setImmediate(() => {
      this.#flushing = false;
      this.flush();
    });
  }

  #receive(chunk: Buffer): void {
    this.#lastHeard = this.#clock.monotonic();
    try {
      for (const frame of this.#decoder.push(chunk)) {
        if (this.#closed) return;
        this.#take(frame);
      }
    } catch (error) {
      this.#logger.error("the link broke its format and is closed", { error: messageOf(error) });
      this.#end(error instanceof Error ? error : new Error(String(error)));
      this.#transport.close();
    }
  }

  #take(frame: Frame): void {
    const message = this.#read(frame);
    if (message === null) return this.#ignore(frame);
    if (message.type === "ping") return this.#put({ type: "pong", id: (message as unknown as Ping).id });
    if (message.type === "pong") return;
    if (this.#message === null) this.#waiting.push(message);
    else this.#message(message);
  }

  #ignore(frame: Frame): void {
    if (this.#unknown.has(frame.type)) return;
    this.#unknown.add(frame.type);
    this.#logger.warn("unknown message on the link, ignored", { frameType: frame.type });
  }

  #beat(): void {
    if (this.#clock.monotonic() - this.#lastHeard >= heartbeat.silence) this.#silence();
    this.#put({ type: "ping", id: ++this.#pings });
  }

  #end(error: Error | null): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#heartbeat.cancel();
    this.#close(error);
  }
}

interface Ping {
  readonly type: "ping" | "pong";
  readonly id: number;
}

/** The gateway's end. Use `acceptWorld` to get one that has proved itself. */
export class GatewayLink extends Link<GatewayMessage, WorldMessage> {
  constructor(options: LinkOptions) {
    super(options, writeGatewayMessage, readWorldMessage);
  }
}

/** The world's end; its first message must be `hello`. */
export class WorldLink extends Link<WorldMessage, GatewayMessage> {
  constructor(options: LinkOptions) {
    super(options, writeWorldMessage, readGatewayMessage);
  }
}
