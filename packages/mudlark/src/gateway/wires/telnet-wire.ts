import {
  FirstBytes,
  TelnetServer,
  wrongProtocolAnswer,
  type MsspVariables,
  type TelnetEvent,
  type TelnetService,
} from "@mudlark/protocols";
import { isIP } from "node:net";
import type { Duplex } from "node:stream";
import type { Clock } from "../../base/clock.ts";
import type { Command } from "../../link/messages.ts";
import type { ClientFlags } from "../../link/session-state.ts";
import type { Alarms, Sleeper } from "../alarms.ts";
import type { Flusher } from "../flusher.ts";
import type { OutgoingCommand } from "../outgoing-command.ts";
import type { OutgoingText } from "../outgoing-text.ts";
import type { View } from "../view.ts";
import type { Wire, WireEnd, WireEvents } from "../wire.ts";

/** The same for all clients of a gateway, while its settings stay. */
export interface TelnetWireOptions {
  readonly clock: Clock;
  readonly flusher: Flusher;
  readonly alarms: Alarms;
  readonly telnet: TelnetService;
  /** Bytes that may wait for a client that does not read. */
  readonly backlogBytes: () => number;
  /** What listings of games are told. */
  readonly mssp: () => MsspVariables;
  /** Where a browser should go that has come to this port; null when there is no such place. */
  readonly webAddress: () => string | null;
  /** May callers speak something else than telnet, as on a port of its own? They are told so and sent away. */
  readonly detects: boolean;
}

/** An error is followed by the end of the connection, which says it all. */
const ignore = (): void => {};

function commandOf({ name, args, kwargs, wireName }: Extract<TelnetEvent, { type: "message" }>): Command {
  return { name, args, kwargs, wireName };
}

/** How long a client may take to read its last words. */
const lingerMs = 5000;

/** A telnet client behind a stream of bytes (`protocols.md` §2 to §11). */
export class TelnetWire implements Wire, Sleeper {
  readonly protocolKey: string;
  readonly resumption = null;
  readonly #options: TelnetWireOptions;
  readonly #socket: Duplex;
  readonly #telnet: TelnetServer;
  /** Until it is known that the caller speaks telnet. */
  #firstBytes: FirstBytes | null;
  #events: WireEvents | null = null;
  /** What it waits for, and when it will be woken for that. */
  #due = Number.POSITIVE_INFINITY;
  #alarm = Number.POSITIVE_INFINITY;
  #willFlush = false;
  #isClosed = false;

  constructor(socket: Duplex, options: TelnetWireOptions) {
    this.#options = options;
    this.#socket = socket;
    this.protocolKey = options.telnet.options.secure === true ? "telnet/tls" : "telnet";
    this.#telnet = new TelnetServer(options.telnet);
    this.#firstBytes = options.detects ? new FirstBytes() : null;
  }

  get flags(): ClientFlags {
    // Each flag is plain data; only an interface has no index signature.
    return this.#telnet.flags as unknown as ClientFlags;
  }

  get unsentBytes(): number {
    return this.#socket.writableLength;
  }

  start(events: WireEvents): void {
    this.#events = events;
    this.#socket.on("data", (chunk: Buffer) => this.#receive(chunk));
    this.#socket.on("error", ignore);
    this.#socket.on("close", () => this.#gone());
    // Whoever looked at the first bytes has paused it.
    this.#socket.resume();
    this.#telnet.start();
    this.flush();
  }

  sendText(text: OutgoingText, view: View): void {
    if (text.kind === "prompt") this.#telnet.sendPrompt(text.terminal(view));
    else this.#telnet.sendEncoded(text.telnetBytes(view));
    this.#flushSoon();
  }

  sendCommand({ name, args, kwargs, manner }: OutgoingCommand): boolean {
    const isSent = this.#telnet.sendMessage(name, args, kwargs, manner === "answer");
    if (isSent) this.#flushSoon();
    return isSent;
  }

  hideInput(): void {
    this.#telnet.hideInput();
    this.#flushSoon();
  }

  showInput(): void {
    this.#telnet.showInput();
    this.#flushSoon();
  }

  setFlags(patch: ClientFlags): ClientFlags {
    const changed = { ...this.#telnet.setFlags(patch) };
    this.#flushSoon();
    return changed;
  }

  setLoggedIn(loggedIn: boolean): void {
    this.#telnet.setLoggedIn(loggedIn);
    this.#flushSoon();
  }

  close(reason: string): void {
    if (this.#isClosed) return;
    if (reason === "slowReader" || reason === "lost") this.#socket.destroy();
    else {
      this.#telnet.finish();
      this.#write();
      this.#socket.end();
      this.#options.clock.after(lingerMs, () => this.#socket.destroy());
    }
    this.#stop();
  }

  flush(): void {
    this.#willFlush = false;
    if (this.#isClosed) return;
    if (this.unsentBytes > this.#options.backlogBytes()) return this.#end("slowReader");
    this.#write();
    // What the system has not taken by the next turn of the loop is what the client has not read.
    if (this.unsentBytes > this.#options.backlogBytes()) this.#flushSoon();
    this.#schedule();
  }

  /** Something may be due. */
  wake(): void {
    this.#due = Number.POSITIVE_INFINITY;
    this.#handle(this.#telnet.tick());
    this.flush();
  }

  #flushSoon(): void {
    if (this.#willFlush || this.#isClosed) return;
    this.#willFlush = true;
    this.#options.flusher.add(this);
  }

  #write(): void {
    for (let bytes = this.#telnet.takeOutput(); bytes !== null; bytes = this.#telnet.takeOutput()) {
      this.#socket.write(bytes, this.#written);
    }
  }

  readonly #written = (): void => {
    if (this.unsentBytes === 0) this.#events?.drained();
  };

  #receive(chunk: Uint8Array): void {
    if (this.#isClosed) return;
    if (this.#firstBytes !== null) return this.#receiveFirst(chunk, this.#firstBytes);
    this.#handle(this.#telnet.receive(chunk));
    this.#flushSoon();
  }

  #receiveFirst(chunk: Uint8Array, firstBytes: FirstBytes): void {
    const result = firstBytes.push(chunk);
    if (result.state === "more") return;
    this.#firstBytes = null;
    if (result.state === "telnet") return this.#receive(result.bytes);
    this.#socket.end(wrongProtocolAnswer(result.protocol, this.#options.webAddress()));
    this.#options.clock.after(lingerMs, () => this.#socket.destroy());
    this.#end("lost", "quietly");
  }

  #handle(events: readonly TelnetEvent[]): void {
    for (const event of events) {
      if (this.#isClosed) return;
      this.#handleOne(event);
    }
  }

  #handleOne(event: TelnetEvent): void {
    switch (event.type) {
      case "line":
        return this.#events?.line(event.text, event.masked);
      case "toolong":
        return this.#events?.tooLong();
      case "message":
        return this.#events?.command(commandOf(event));
      case "flags":
        return this.#events?.flags({ ...event.patch });
      case "ready":
        return this.#events?.ready();
      case "mssp-request":
        return this.#telnet.sendMssp(this.#options.mssp(), event.via);
      case "keepalive":
        return this.#events?.keepalive();
      case "close":
        return this.#end("flood");
      case "environ":
        return this.#learnAddress(event.patch["IPADDRESS"]);
      case "resize":
      case "mxp-reply":
        return;
      case "latency":
        return this.#events?.flags({ LATENCY: Math.round(event.milliseconds) });
    }
  }

  /** Comes only from whom we trust, and then from a proxy, which says so. */
  #learnAddress(address: string | null | undefined): void {
    if (typeof address === "string" && isIP(address) !== 0) this.#events?.callsFor(address);
  }

  /** One alarm per client; it is left as it is when what it is set for has moved to later. */
  #schedule(): void {
    const due = this.#telnet.nextDeadline;
    if (due === null || this.#isClosed || due >= this.#due) return;
    const { alarms } = this.#options;
    alarms.cancel(this, this.#alarm);
    this.#due = due;
    this.#alarm = alarms.set(this, due);
  }

  #gone(): void {
    if (!this.#isClosed) this.#end("lost");
  }

  #end(reason: WireEnd, manner?: "quietly"): void {
    if (this.#isClosed) return;
    if (manner === "quietly") this.#isClosed = true;
    this.#events?.ended(reason);
    this.#stop();
  }

  #stop(): void {
    this.#isClosed = true;
    this.#options.alarms.cancel(this, this.#alarm);
  }
}
