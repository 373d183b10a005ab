import { chmodSync, existsSync, mkdirSync, rmSync } from "node:fs";
import { connect, createServer, type Server, type Socket } from "node:net";
import path from "node:path";
import type { Transport } from "./transport.ts";

/** Connects to a socket that a gateway listens on. Rejects when nobody does. */
export async function connectSocket(socketPath: string): Promise<Transport> {
  const socket = connect(socketPath);
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("error", reject);
  });
  return new SocketTransport(socket);
}

/**
 * Listens on a socket that only this user may open. A socket left behind by a dead process is replaced; whoever
 * calls must have made sure that it is dead.
 */
export async function listenSocket(
  socketPath: string,
  onTransport: (transport: Transport) => void,
): Promise<{ close(): Promise<void> }> {
  mkdirSync(path.dirname(socketPath), { recursive: true });
  if (existsSync(socketPath)) rmSync(socketPath);
  const server = createServer((socket) => onTransport(new SocketTransport(socket)));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(socketPath, resolve);
  });
  chmodSync(socketPath, 0o600);
  return { close: () => closeServer(server) };
}

class SocketTransport implements Transport {
  readonly #socket: Socket;
  #close: (error: Error | null) => void = () => {};
  #error: Error | null = null;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("error", (error) => (this.#error = error));
    socket.on("close", () => this.#close(this.#error));
  }

  get unsent(): number {
    return this.#socket.writableLength;
  }

  write(bytes: Buffer): void {
    if (!this.#socket.destroyed) this.#socket.write(bytes);
  }

  onData(handler: (chunk: Buffer) => void): void {
    this.#socket.removeAllListeners("data");
    this.#socket.on("data", handler);
  }

  onDrain(handler: () => void): void {
    this.#socket.removeAllListeners("drain");
    this.#socket.on("drain", handler);
  }

  onClose(handler: (error: Error | null) => void): void {
    this.#close = handler;
  }

  /** What was written still goes out. */
  close(): void {
    this.#socket.end(() => this.#socket.destroy());
  }
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
