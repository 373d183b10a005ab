import type { Clock } from "../base/clock.ts";
import type { Logger } from "../base/logger.ts";
import {
  readGatewayMessage,
  readWorldMessage,
  writeGatewayMessage,
  writeWorldMessage,
  type OnUnknown,
} from "./codec.ts";
import { FrameWriter } from "./frame-writer.ts";
import { FrameDecoder, maxFrameBytes, type Frame } from "./frame.ts";
import { Heartbeat } from "./heartbeat.ts";
import type { GatewayMessage, WorldMessage } from "./messages.ts";
import type { Transport } from "./transport.ts";

export interface LinkOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Longest frame to take from the other side until `trust` is called; default 64 MiB. */
  readonly mostBytes?: number;
}

/** The link keeps these to itself. */
interface Ping {
  readonly type: "ping" | "pong";
  readonly id: number;
}

/** What the gateway hears from a world. */
export type FromWorld = Exclude<WorldMessage, Ping>;

/** What a world hears from its gateway. */
export type FromGateway = Exclude<GatewayMessage, Ping>;

type Write<Out> = (writer: FrameWriter, message: Out | Ping) => void;
type Read<In> = (frame: Frame, onUnknown: OnUnknown) => In | Ping | null;

/** So many bytes go out without waiting for the end of the tick. */
const flushFrom = 64 * 1024;

/** So many different unknown things are logged; whatever sends more is not news any more. */
const mostUnknown = 32;

/**
 * One end of the line between gateway and world. Messages that are sent in one tick of the event loop leave in one
 * write. Pings, answers pings, and says when the other side has gone quiet.
 */
class Link<Out extends { readonly type: string }, In extends { readonly type: string }> {
  readonly #transport: Transport;
  readonly #logger: Logger;
  readonly #write: Write<Out>;
  readonly #read: Read<In>;
  readonly #writer = new FrameWriter();
  readonly #decoder: FrameDecoder;
  readonly #heartbeat: Heartbeat;
  readonly #unknown = new Set<string>();
  /** Messages that came while nobody wanted them. */
  readonly #kept: In[] = [];
  #willFlush = false;
  #isClosed = false;
  #onMessage: ((message: In) => void) | null = null;
  #onClose: (error: Error | null) => void = () => {};
  #onDrain: () => void = () => {};
  #onSilence: () => void = () => {};

  constructor(options: LinkOptions, write: Write<Out>, read: Read<In>) {
    this.#transport = options.transport;
    this.#logger = options.logger;
    this.#decoder = new FrameDecoder(options.mostBytes);
    this.#write = write;
    this.#read = read;
    this.#heartbeat = new Heartbeat(options.clock, {
      ping: (id) => this.#put({ type: "ping", id }),
      silent: () => this.#onSilence(),
    });
    this.#transport.onData((chunk) => this.#receive(chunk));
    this.#transport.onDrain(() => {
      if (this.#writer.size === 0 && !this.#isClosed) this.#onDrain();
    });
    this.#transport.onClose((error) => this.#end(error));
  }

  /** Bytes that wait here and in the transport: what flow control looks at. */
  get unsent(): number {
    return this.#writer.size + this.#transport.unsent;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Messages that come while there is no handler (null) are kept and handed to the next one at once. */
  onMessage(handler: ((message: In) => void) | null): void {
    this.#onMessage = handler;
    while (this.#onMessage !== null && !this.#isClosed) {
      const message = this.#kept.shift();
      if (message === undefined) return;
      this.#onMessage(message);
    }
  }

  /**
   * Called once when the line is gone: at once by `close`, else when the other side or a failure closed it. The
   * error is LINK_FRAME when the other side broke the format, or what the transport says.
   */
  onClose(handler: (error: Error | null) => void): void {
    this.#onClose = handler;
  }

  /** Called after 15 s in which nothing came, and after every 15 s more: the other process hangs or is gone. */
  onSilence(handler: () => void): void {
    this.#onSilence = handler;
  }

  /** Called whenever `unsent` has come down to zero. */
  onDrain(handler: () => void): void {
    this.#onDrain = handler;
  }

  /** From now on takes frames of any length up to the most that the format allows. */
  trust(): void {
    this.#decoder.accept(maxFrameBytes);
  }

  /**
   * Sends a message at the end of this tick; does nothing when the link is closed.
   *
   * @throws MudlarkError LINK_FRAME when it is too long for a frame; nothing of it was sent
   */
  send(message: Out): void {
    this.#put(message);
  }

  /** Sends what waits for the end of this tick now. */
  flush(): void {
    if (this.#writer.size > 0 && !this.#isClosed) this.#transport.write(this.#writer.take());
  }

  /** What was sent before still goes out; what comes in is not heard any more. */
  close(): void {
    if (this.#isClosed) return;
    this.flush();
    this.#transport.close();
    this.#end(null);
  }

  #put(message: Out | Ping): void {
    if (this.#isClosed) return;
    this.#write(this.#writer, message);
    if (this.#writer.size >= flushFrom) return this.flush();
    if (this.#willFlush) return;
    this.#willFlush = true;
    setImmediate(() => {
      this.#willFlush = false;
      this.flush();
    });
  }

  #receive(chunk: Buffer): void {
    this.#heartbeat.heard();
    if (this.#isClosed) return;
    this.#decoder.push(chunk);
    while (!this.#isClosed) {
      const frame = this.#trying(() => this.#decoder.next());
      if (frame === null) return;
      const message = this.#trying(() => this.#read(frame, this.#ignore));
      if (message !== null) this.#take(message);
    }
  }

  /** Only what the other side sent can end the link here; what a handler throws is not caught. */
  #trying<T>(step: () => T | null): T | null {
    try {
      return step();
    } catch (error) {
      this.#fail(error as Error);
      return null;
    }
  }

  #take(message: In | Ping): void {
    if (isPing(message)) {
      if (message.type === "ping") this.#put({ type: "pong", id: message.id });
    } else if (this.#onMessage === null) this.#kept.push(message);
    else this.#onMessage(message);
  }

  readonly #ignore = (what: string): void => {
    if (this.#unknown.has(what) || this.#unknown.size >= mostUnknown) return;
    this.#unknown.add(what);
    this.#logger.warn("the link brought something unknown, which is ignored", { what });
  };

  #fail(error: Error): void {
    this.#logger.error("the link broke its format and is closed", { error: error.message });
    this.#transport.close();
    this.#end(error);
  }

  #end(error: Error | null): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#heartbeat.stop();
    this.#onClose(error);
  }
}

function isPing(message: { readonly type: string }): message is Ping {
  return message.type === "ping" || message.type === "pong";
}

/** The gateway's end. Use `acceptWorld` to get one that has proved itself. */
export class GatewayLink extends Link<GatewayMessage, FromWorld> {
  constructor(options: LinkOptions) {
    super(options, writeGatewayMessage, readWorldMessage);
  }
}

/** The world's end; its first message must be `hello`. */
export class WorldLink extends Link<WorldMessage, FromGateway> {
  constructor(options: LinkOptions) {
    super(options, writeWorldMessage, readGatewayMessage);
  }
}
