import { chmodSync, lstatSync, mkdirSync, rmSync } from "node:fs";
import { connect, createServer, type Server, type Socket } from "node:net";
import path from "node:path";
import { MudlarkError, messageOf } from "../base/errors.ts";
import type { Transport } from "./transport.ts";

/**
 * Connects to a socket that a gateway listens on.
 *
 * @throws MudlarkError LINK_CLOSED when nobody listens there
 */
export async function connectSocket(socketPath: string): Promise<Transport> {
  try {
    return new SocketTransport(await dial(socketPath));
  } catch (cause) {
    throw new MudlarkError("LINK_CLOSED", `nobody listens on ${socketPath}: ${messageOf(cause)}`, { cause });
  }
}

/**
 * Listens on a socket that only this user may open. A socket left behind by a dead process is replaced. Closing
 * stops listening; links that were made go on.
 *
 * @throws MudlarkError LINK_BUSY when another process listens there
 */
export async function listenSocket(
  socketPath: string,
  onTransport: (transport: Transport) => void,
): Promise<{ close(): Promise<void> }> {
  mkdirSync(path.dirname(socketPath), { recursive: true });
  await removeStaleSocket(socketPath);
  const server = createServer((socket) => onTransport(new SocketTransport(socket)));
  await listen(server, socketPath);
  chmodSync(socketPath, 0o600);
  return {
    close: async () => {
      server.close();
    },
  };
}

class SocketTransport implements Transport {
  readonly #socket: Socket;
  #error: Error | null = null;
  #isClosing = false;
  #isClosed = false;
  #onDrain: () => void = () => {};
  #onClose: ((error: Error | null) => void) | null = null;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("error", (error) => (this.#error = error));
    socket.on("close", () => {
      this.#isClosing = true;
      this.#isClosed = true;
      this.#tellClosed();
    });
  }

  get unsent(): number {
    return this.#socket.writableLength;
  }

  write(bytes: Buffer): void {
    if (!this.#isClosing && this.#socket.writable) this.#socket.write(bytes, this.#onWritten);
  }

  onData(handler: (chunk: Buffer) => void): void {
    this.#socket.removeAllListeners("data");
    this.#socket.on("data", (chunk: Buffer) => {
      if (!this.#isClosing) handler(chunk);
    });
  }

  onDrain(handler: () => void): void {
    this.#onDrain = handler;
  }

  onClose(handler: (error: Error | null) => void): void {
    this.#onClose = handler;
    if (this.#isClosed) setImmediate(() => this.#tellClosed());
  }

  close(): void {
    if (this.#isClosing) return;
    this.#isClosing = true;
    this.#socket.end(() => this.#socket.destroy());
  }

  readonly #onWritten = (error?: Error | null): void => {
    if (!error && !this.#isClosing && this.#socket.writableLength === 0) this.#onDrain();
  };

  #tellClosed(): void {
    const tell = this.#onClose;
    this.#onClose = null;
    tell?.(this.#error);
  }
}

function dial(socketPath: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(socketPath);
    socket.once("error", reject);
    socket.once("connect", () => {
      socket.off("error", reject);
      resolve(socket);
    });
  });
}

function listen(server: Server, socketPath: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(socketPath, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

/** Anything but a socket is left alone: listening will fail and say what is wrong. */
async function removeStaleSocket(socketPath: string): Promise<void> {
  if (lstatSync(socketPath, { throwIfNoEntry: false })?.isSocket() !== true) return;
  if (await isAnswered(socketPath)) {
    throw new MudlarkError("LINK_BUSY", `another process listens on ${socketPath}`);
  }
  rmSync(socketPath, { force: true });
}

async function isAnswered(socketPath: string): Promise<boolean> {
  try {
    (await dial(socketPath)).destroy();
    return true;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ECONNREFUSED" || code === "ENOENT") return false;
    throw error;
  }
}
