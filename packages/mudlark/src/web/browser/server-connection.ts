import { SessionPlace } from "./session-place.ts";

/** A message of the native protocol. */
export interface ServerMessage {
  readonly name: string;
  readonly args: readonly unknown[];
  readonly kwargs: Readonly<Record<string, unknown>>;
}

/** How it stands with the server. */
export type ConnectionState =
  | { readonly kind: "connecting" }
  /** `again`: after an earlier connection was lost, and with it the session. */
  | { readonly kind: "connected"; readonly again: boolean }
  /** Back in the session as before; so many messages were not kept meanwhile. */
  | { readonly kind: "resumed"; readonly lost: number }
  | { readonly kind: "lost" }
  /** Over, until the player wants to connect again. */
  | { readonly kind: "ended"; readonly words: string };

interface ConnectionEvents {
  readonly onState: (state: ConnectionState) => void;
  readonly onMessage: (message: ServerMessage) => void;
}

const firstPause = 500;
const longestPause = 30_000;

/** Ends that another try would not cure, or that the player wished for (`protocols.md` §13). */
const endings: ReadonlyMap<number, string> = new Map([
  [1000, "You have left the game."],
  [1003, "The server did not understand this page. Load the page anew."],
  [1007, "The server did not understand this page. Load the page anew."],
  [1008, "The server closed the connection: too much was sent, too fast."],
  [1009, "The server closed the connection: a line was far too long."],
  [4000, "The connection was closed because nothing was typed for a long time."],
  [4001, "You went on playing somewhere else, so this page was disconnected."],
  [4002, "The staff closed this connection."],
  [4003, "The connection was closed because nobody logged in."],
]);

/**
 * The line to the server, in the protocol `v1.mudlark`. A connection that is lost is made again: soon at first, then
 * after longer and longer pauses, and at once when the device comes back to life. If the server still keeps the
 * session, it goes on where it was: nothing that was said or typed is lost or comes twice.
 */
export class ServerConnection {
  readonly #events: ConnectionEvents;
  #socket: WebSocket | null = null;
  #retry: ReturnType<typeof setTimeout> | null = null;
  #failures = 0;
  #wasConnected = false;
  readonly #place = new SessionPlace();

  constructor(events: ConnectionEvents) {
    this.#events = events;
    window.addEventListener("online", () => this.#hurry());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") this.#hurry();
    });
  }

  get isOpen(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  connect(): void {
    if (this.#socket !== null) return;
    this.#stopWaiting();
    if (!this.#wasConnected) this.#events.onState({ kind: "connecting" });
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(`${scheme}//${location.host}/ws`, ["v1.mudlark"]);
    this.#socket = socket;
    socket.addEventListener("open", () => this.#opened());
    socket.addEventListener("message", ({ data }) => this.#receive(data));
    socket.addEventListener("close", ({ code }) => this.#closed(code));
  }

  send(name: string, ...args: readonly unknown[]): void {
    if (this.isOpen) this.#write(name, args);
  }

  /** Sends what the player typed, so that it arrives once even if the connection breaks at this moment. */
  type(line: string): void {
    this.#write("text", [line], { seq: this.#place.noteTyped(line) });
  }

  #write(name: string, args: readonly unknown[], kwargs = {}): void {
    this.#socket?.send(JSON.stringify([name, args, kwargs]));
  }

  #opened(): void {
    this.#failures = 0;
    const { token, last } = this.#place;
    if (token === null) this.#begin();
    else this.#write("resume", [token, last]);
  }

  /** In a new session. */
  #begin(): void {
    this.#place.forget();
    this.#events.onState({ kind: "connected", again: this.#wasConnected });
    this.#wasConnected = true;
  }

  #goOn(heard: unknown, lost: unknown): void {
    this.#wasConnected = true;
    for (const [seq, line] of this.#place.typedAfter(Number(heard))) this.#write("text", [line], { seq });
    this.#events.onState({ kind: "resumed", lost: Number(lost) });
  }

  #receive(data: unknown): void {
    const message = typeof data === "string" ? messageIn(data) : null;
    if (message === null) return;
    const { name, args, kwargs } = message;
    switch (name) {
      case "resume_token":
        return this.#place.noteToken(args[0]);
      case "resumed":
        return this.#goOn(args[0], kwargs.lost);
      case "resume_failed":
        return this.#begin();
      default:
        this.#place.noteReceived(kwargs.seq);
        return this.#events.onMessage(message);
    }
  }

  #closed(code: number): void {
    this.#socket = null;
    const words = endings.get(code);
    if (words !== undefined) {
      this.#wasConnected = false;
      this.#place.forget();
      return this.#events.onState({ kind: "ended", words });
    }
    this.#events.onState({ kind: "lost" });
    // Not all at the same moment, when everybody lost it at the same moment.
    const pause = Math.min(longestPause, firstPause * 2 ** this.#failures++) * (0.75 + Math.random() / 2);
    this.#retry = setTimeout(() => this.connect(), pause);
  }

  #hurry(): void {
    if (this.#retry !== null) this.connect();
  }

  #stopWaiting(): void {
    if (this.#retry !== null) clearTimeout(this.#retry);
    this.#retry = null;
  }
}

function messageIn(frame: string): ServerMessage | null {
  try {
    const [name, args, kwargs] = JSON.parse(frame) as readonly unknown[];
    if (typeof name !== "string" || !Array.isArray(args)) return null;
    const options = typeof kwargs === "object" && kwargs !== null ? kwargs : {};
    return { name, args, kwargs: options as ServerMessage["kwargs"] };
  } catch {
    return null;
  }
}
