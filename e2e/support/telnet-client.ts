import { connect, type Socket } from "node:net";

/**
 * A telnet client as a test needs it: keeps what it heard, waits for words, answers no option. Every wait ends
 * with the words or with an error that shows what came instead.
 */
export class TelnetClient {
  readonly #socket: Socket;
  readonly #waiting = new Set<() => void>();
  #heard = "";
  #read = 0;
  #closed = false;
  /** Every byte that came. */
  readonly bytes: Buffer[] = [];

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on("data", (chunk: Buffer) => {
      this.bytes.push(chunk);
      this.#heard += textOf(chunk);
      this.#wake();
    });
    socket.on("error", () => {});
    socket.on("close", () => {
      this.#closed = true;
      this.#wake();
    });
  }

  /** @param from the address that the server is to see; on a loopback, any of 127.x.x.x */
  static async connect(port: number, from = "127.0.0.1"): Promise<TelnetClient> {
    const socket = connect({ host: "127.0.0.1", port, localAddress: from });
    await new Promise<void>((resolve, reject) => {
      socket.once("connect", resolve);
      socket.once("error", reject);
    });
    return new TelnetClient(socket);
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  /** All that was heard since the connection was made, without telnet commands and colours. */
  get heard(): string {
    return this.#heard;
  }

  send(line: string): void {
    this.#socket.write(`${line}\r\n`);
  }

  sendBytes(bytes: Uint8Array | string): void {
    this.#socket.write(bytes);
  }

  /** Waits for words after those that were waited for last, and takes everything up to their end. */
  async expect(pattern: RegExp | string, timeout = 20_000): Promise<string> {
    const find = (): string | null => {
      const fresh = this.#heard.slice(this.#read);
      const match = typeof pattern === "string" ? fresh.indexOf(pattern) : fresh.search(pattern);
      if (match === -1) return null;
      const length = typeof pattern === "string" ? pattern.length : (pattern.exec(fresh)?.[0].length ?? 0);
      this.#read += match + length;
      return fresh.slice(0, match + length);
    };
    return this.#until(
      find,
      () => `waited for ${String(pattern)} but heard:\n${this.#heard.slice(this.#read)}`,
      timeout,
    );
  }

  async untilClosed(timeout = 20_000): Promise<void> {
    await this.#until(
      () => (this.#closed ? true : null),
      () => "the connection stayed open",
      timeout,
    );
  }

  /** Waits until anything at all is heard. */
  async hearsMore(timeout = 20_000): Promise<void> {
    const { length } = this.#heard;
    await this.#until(
      () => (this.#heard.length > length ? true : null),
      () => `nothing more came after:\n${this.#heard.slice(-500)}`,
      timeout,
    );
  }

  /** Types a line and takes the answer up to the words that end it. */
  async ask(line: string, pattern: RegExp | string): Promise<string> {
    this.send(line);
    return this.expect(pattern);
  }

  /** Nothing that was heard so far counts for the next wait. */
  forget(): void {
    this.#read = this.#heard.length;
  }

  /** Stops reading, as a client on a dead line would. */
  stall(): void {
    this.#socket.pause();
  }

  /** Says that nothing more will be typed; the server reads what was sent, and closes. */
  end(): void {
    this.#socket.end();
  }

  close(): void {
    this.#socket.destroy();
  }

  /** Breaks the connection off, as a machine that was switched off does. */
  reset(): void {
    this.#socket.resetAndDestroy();
  }

  async #until<T>(find: () => T | null, describe: () => string, timeout: number): Promise<T> {
    const trace = new Error("timed out");
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const found = find();
        if (found === null && !(this.#closed && timeout > 0)) return;
        finish();
        if (found !== null) return resolve(found);
        trace.message = `closed; ${describe()}`;
        reject(trace);
      };
      const timer = setTimeout(() => {
        finish();
        trace.message = describe();
        reject(trace);
      }, timeout);
      const finish = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(look);
      };
      this.#waiting.add(look);
      look();
    });
  }

  #wake(): void {
    for (const look of this.#waiting) look();
  }
}

/** Telnet commands and colour codes out, the rest as text. */
function textOf(chunk: Buffer): string {
  return (
    chunk
      .toString("latin1")
      // Subnegotiations, three-byte commands, two-byte commands.
      .replaceAll(/\u00FF\u00FA[^\u00FF]*\u00FF\u00F0|\u00FF[\u00FB-\u00FE].|\u00FF[^\u00FF]/gs, "")
      .replaceAll(/\u001B\[[0-9;]*m/g, "")
  );
}
