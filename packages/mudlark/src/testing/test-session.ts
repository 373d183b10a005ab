import type { JsonObject, JsonValue } from "../base/json.ts";
import type { SessionId } from "../base/session-id.ts";
import type { Connection } from "../gateway/connection.ts";
import type { ClientFlags } from "../link/session-state.ts";
import type { Heard, HeardCommand, RecordingWire } from "./recording-wire.ts";

/** What else is known of a client that connects. */
export interface ConnectOptions {
  /** Default: `10.0.0.1`. */
  readonly address?: string;
  /** Default: `telnet`. */
  readonly protocol?: string;
  /** What the client can and wants, such as `{ SCREENREADER: true }`. */
  readonly flags?: ClientFlags;
}

/** A person at a keyboard: one connection, with everything that it was sent. */
export class TestSession {
  readonly #connection: Connection | null;
  readonly #wire: RecordingWire;

  /** @param connection null when it was refused */
  constructor(connection: Connection | null, wire: RecordingWire) {
    this.#connection = connection;
    this.#wire = wire;
  }

  /**
   * The number under which the game knows it.
   *
   * @throws TypeError while the gateway has not let it in
   */
  get id(): SessionId {
    const id = this.#connection?.id ?? null;
    if (id === null) throw new TypeError("the gateway has not let this connection in");
    return id;
  }

  /** Has the gateway let it in? It keeps out who is banned, and too many at once. */
  get isLetIn(): boolean {
    return (this.#connection?.id ?? null) !== null;
  }

  /** Every text that it was sent, the login screen first. */
  get transcript(): readonly Heard[] {
    return this.#wire.texts;
  }

  /** All of that as the player reads it. */
  get text(): string {
    return this.#wire.texts.map(({ plain }) => plain).join("\n");
  }

  /** Everything that it was sent and that is no text, such as `logged_in`. */
  get commands(): readonly HeardCommand[] {
    return this.#wire.commands;
  }

  /** Why the connection ended, such as `quit`; null while it stands. Players never see this word. */
  get closedFor(): string | null {
    return this.#wire.closedFor;
  }

  /** Is the next line a secret, which a client must not show? */
  get isInputHidden(): boolean {
    return this.#wire.isHidden;
  }

  get flags(): ClientFlags {
    return this.#wire.flags;
  }

  /**
   * Sends a line, and waits for nothing. Most tests want `game.call`.
   *
   * @throws TypeError when the connection was closed
   */
  type(line: string): void {
    this.#wire.type(line);
  }

  /** Sends what is no line, such as `["client_options", [], { screenreader: true }]`. */
  send(name: string, args: readonly JsonValue[] = [], kwargs: JsonObject = {}): void {
    this.#wire.command(name, args, kwargs);
  }

  /** The client tells more about itself. */
  learn(flags: ClientFlags): void {
    this.#wire.learn(flags);
  }

  /** The line breaks (`lost`), or the client hangs up (`quit`). */
  disconnect(reason: "lost" | "quit" = "lost"): void {
    this.#wire.end(reason);
  }
}
