/** A message of the native protocol. */
export interface ServerMessage {
  readonly name: string;
  readonly args: readonly unknown[];
  readonly kwargs: Readonly<Record<string, unknown>>;
}

/** How it stands with the server. */
export type ConnectionState =
  | { readonly kind: "connecting" }
  /** `again`: after an earlier connection was lost. */
  | { readonly kind: "connected"; readonly again: boolean }
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
 * after longer and longer pauses, and at once when the device comes back to life.
 */
export class ServerConnection {
  readonly #events: ConnectionEvents;
  #socket: WebSocket | null = null;
  #retry: ReturnType<typeof setTimeout> | null = null;
  #failures = 0;
  #wasConnected = false;

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
    if (this.isOpen) this.#socket?.send(JSON.stringify([name, args, {}]));
  }

  #opened(): void {
    this.#failures = 0;
    this.#events.onState({ kind: "connected", again: this.#wasConnected });
    this.#wasConnected = true;
  }

  #receive(data: unknown): void {
    const message = typeof data === "string" ? messageIn(data) : null;
    if (message !== null) this.#events.onMessage(message);
  }

  #closed(code: number): void {
    this.#socket = null;
    const words = endings.get(code);
    if (words !== undefined) {
      this.#wasConnected = false;
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
