import { connect, type Socket } from "node:net";
import { fill, type Exchange } from "../profile.ts";

/** Milliseconds after which a single answer is given up: a wrong `expect` must show, not hang. */
const patience = 60_000;

/**
 * One telnet client of the load generator. It answers no option and reads bytes, not lines: all it must know is
 * when the words that end an answer have come by.
 */
export class Player {
  readonly name: string;
  readonly #socket: Socket;
  #wanted: Buffer | null = null;
  #tail: Buffer = Buffer.alloc(0);
  #found: (() => void) | null = null;
  #failed: ((error: Error) => void) | null = null;
  #lost: Error | null = null;
  /** Set to see every chunk: counting what a room hears. */
  onBytes: ((chunk: Buffer) => void) | null = null;

  private constructor(name: string, socket: Socket) {
    this.name = name;
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on("data", (chunk: Buffer) => this.#read(chunk));
    socket.on("error", (error) => this.#end(error));
    socket.on("close", () => this.#end(new Error(`${name} was disconnected`)));
  }

  static async connect(name: string, host: string, port: number): Promise<Player> {
    const socket = connect({ host, port });
    await new Promise<void>((resolve, reject) => {
      socket.once("connect", resolve);
      socket.once("error", reject);
    });
    return new Player(name, socket);
  }

  get isConnected(): boolean {
    return this.#lost === null;
  }

  /** Types a line and hands the answer's end to the promise. */
  async exchange(
    { send, expect }: Exchange,
    values: Readonly<Record<string, string | number>> = {},
  ): Promise<void> {
    const answered = this.expect(fill(expect, values));
    this.type(fill(send, values));
    await answered;
  }

  type(line: string): void {
    this.#socket.write(`${line}\r\n`);
  }

  /** Resolves when the words have come by, in what arrives from now on. */
  expect(words: string): Promise<void> {
    if (this.#lost !== null) return Promise.reject(this.#lost);
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        reject(new Error(`${this.name} waited for "${words}" and last read "${this.#tail.toString()}"`));
      }, patience);
      this.expectThen(words, () => {
        clearTimeout(late);
        resolve();
      });
      this.#failed = (error) => {
        clearTimeout(late);
        reject(error);
      };
    });
  }

  /** The same without a promise, for the hot loop. */
  expectThen(words: string | Buffer, then: () => void): void {
    this.#wanted = typeof words === "string" ? Buffer.from(words) : words;
    this.#tail = Buffer.alloc(0);
    this.#found = then;
  }

  close(): void {
    this.onBytes = null;
    this.#wanted = null;
    this.#failed = null;
    this.#socket.destroy();
  }

  #read(chunk: Buffer): void {
    this.onBytes?.(chunk);
    const wanted = this.#wanted;
    if (wanted === null) return;
    const bytes = this.#tail.length === 0 ? chunk : Buffer.concat([this.#tail, chunk]);
    if (!bytes.includes(wanted)) {
      this.#tail = bytes.subarray(Math.max(0, bytes.length - wanted.length + 1));
      return;
    }
    this.#wanted = null;
    this.#failed = null;
    const found = this.#found;
    this.#found = null;
    found?.();
  }

  #end(error: Error): void {
    this.#lost ??= error;
    const failed = this.#failed;
    this.#failed = null;
    failed?.(error);
  }
}
