import type { GatewaySettings } from "../../link/messages.ts";
import type { OutgoingCommand } from "../outgoing-command.ts";
import type { OutgoingText } from "../outgoing-text.ts";
import type { View } from "../view.ts";
import type { Wire, WireEvents } from "../wire.ts";
import { closeCodeOf } from "./close-codes.ts";
import type { Dialect, DialectOptions, Frame, Said } from "./dialects/dialect.ts";
import { WebSocketClientState } from "./websocket-client-state.ts";
import type { WebSocketClient, WebSocketLine } from "./websocket-line.ts";

export interface WebSocketWireOptions {
  readonly client: Pick<WebSocketClient, "subprotocol" | "secure">;
  readonly settings: Pick<GatewaySettings, "clientWidth" | "clientHeight" | "signIn">;
  readonly now: () => number;
}

/** Frames of text that is no text; the last one is not forgiven. */
const mostBadText = 3;

/** A browser or program behind a WebSocket, in one of the dialects that have no life beyond their connection. */
export class WebSocketWire extends WebSocketClientState implements Wire {
  readonly resumption = null;
  readonly #line: WebSocketLine;
  readonly #dialect: Dialect;
  #events: WireEvents | null = null;
  #badText = 0;
  #isLoggedIn = false;
  #hasEnded = false;

  constructor(
    line: WebSocketLine,
    { client, settings, now }: WebSocketWireOptions,
    speak: (options: DialectOptions) => Dialect,
  ) {
    super(client, settings);
    this.#line = line;
    this.#dialect = speak({
      now,
      isLoggedIn: () => this.#isLoggedIn,
      signIn: settings.signIn,
      isSecure: client.secure,
      send: (frame) => this.#send(frame),
    });
    this.learn(this.#dialect.flags);
  }

  get unsentBytes(): number {
    return this.#line.unsentBytes;
  }

  start(events: WireEvents): void {
    this.#events = events;
    this.#line.start({
      frame: (data, isBinary) => this.#receive(data, isBinary),
      arrived: (latency) => this.#events?.flags({ LATENCY: latency }),
      drained: () => this.#events?.drained(),
      ended: (reason) => this.#events?.ended(reason),
    });
    if (!this.#hasEnded) events.ready();
  }

  sendText(text: OutgoingText, view: View): void {
    this.#send(this.#dialect.text(text, view));
  }

  sendCommand(command: OutgoingCommand): boolean {
    const frame = this.#dialect.command(command);
    if (frame !== null) this.#send(frame);
    return frame !== null;
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
      case "line":
        return this.#events?.line(said.text, this.takeMask());
      case "command":
        return this.#events?.command(said.command);
      case "flags":
        this.learn(said.patch);
        return this.#events?.flags(said.patch);
      case "keepalive":
        return this.#events?.keepalive();
      case "quit":
        return this.#events?.ended("quit");
    }
  }
}
