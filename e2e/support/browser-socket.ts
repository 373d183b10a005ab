import { WebSocket } from "ws";

/** A message of the native subprotocols. */
type Message = readonly [name: string, args: readonly unknown[], kwargs: Readonly<Record<string, unknown>>];

/** A client of the native subprotocols: keeps every message that came, waits for the one that matters. */
export class BrowserSocket {
  readonly socket: WebSocket;
  readonly messages: Message[] = [];
  readonly #waiting = new Set<() => void>();
  #closeCode: number | null = null;
  #last = 0;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on("message", (data) => {
      const message = JSON.parse((data as Buffer).toString("utf8")) as Message;
      this.messages.push(message);
      this.#last = Math.max(this.#last, Number(message[2].seq ?? 0));
      this.#wake();
    });
    socket.on("close", (code) => {
      this.#closeCode = code;
      this.#wake();
    });
  }

  /** @param search what stands behind the address, such as `?key` */
  static async connect(
    port: number,
    subprotocol?: string,
    { origin, search = "" }: { readonly origin?: string; readonly search?: string } = {},
  ): Promise<BrowserSocket> {
    const socket = new WebSocket(
      `ws://127.0.0.1:${port}/ws${search}`,
      subprotocol === undefined ? [] : [subprotocol],
      {
        perMessageDeflate: false,
        ...(origin === undefined ? {} : { origin }),
      },
    );
    const client = new BrowserSocket(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once("open", resolve);
      socket.once("error", reject);
    });
    return client;
  }

  type(line: string, kwargs = {}): void {
    this.send("text", [line], kwargs);
  }

  send(name: string, args: readonly unknown[], kwargs = {}): void {
    this.socket.send(JSON.stringify([name, args, kwargs]));
  }

  /** Sends a frame as it stands. */
  sendFrame(frame: string): void {
    this.socket.send(frame);
  }

  /** The number of the last message that came. */
  get last(): number {
    return this.#last;
  }

  /** The first message whose JSON matches, of those that came after the ones waited for before. */
  async expect(pattern: RegExp): Promise<Message> {
    return this.#until(() => {
      const index = this.messages.findIndex((message) => pattern.test(JSON.stringify(message)));
      return index === -1 ? null : this.messages.splice(0, index + 1).at(-1);
    }, `${pattern}`);
  }

  async closeCode(): Promise<number> {
    return this.#until(() => this.#closeCode, "a close");
  }

  async #until<T>(find: () => T | null | undefined, what: string): Promise<T> {
    const trace = new Error();
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const found = find();
        if (found === null || found === undefined) return;
        clearTimeout(timer);
        this.#waiting.delete(look);
        resolve(found);
      };
      const timer = setTimeout(() => {
        this.#waiting.delete(look);
        trace.message = `waited for ${what}, but there was:\n${JSON.stringify(this.messages, null, 1)}`;
        reject(trace);
      }, 20_000);
      this.#waiting.add(look);
      look();
    });
  }

  #wake(): void {
    for (const look of this.#waiting) look();
  }
}
