import { extname } from "node:path";
import { Worker } from "node:worker_threads";
import type { WorkerOptions } from "node:worker_threads";
import { StoreFailure } from "../store-failure.ts";
import { unpackError } from "./writer-calls.ts";
import type { WriterAnswer, WriterCalls } from "./writer-calls.ts";
import type { WriterOptions } from "./writer.ts";

/** Starts a thread. A test may keep hold of it, to end it at a bad moment. */
export type StartThread = (program: URL, options: WorkerOptions) => Worker;

export const startWorker: StartThread = (program, options) => new Worker(program, options);

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * A `Writer` in a thread of its own. The thread starts when it is first needed, and after its death again; it keeps
 * the process alive only while a call waits.
 */
export class RemoteWriter {
  readonly #options: WriterOptions;
  readonly #startThread: StartThread;
  #thread: Worker | null = null;
  readonly #pending: Pending[] = [];

  constructor(options: WriterOptions, startThread: StartThread) {
    this.#options = options;
    this.#startThread = startThread;
  }

  /** Starts the thread, which takes some 50 ms, before there is anything to do. */
  warmUp(): void {
    this.#thread ??= this.#start();
  }

  /** Rejects with what the writer threw, or with a `StoreFailure` (`writer`) when the thread dies. */
  call<Method extends keyof WriterCalls>(
    method: Method,
    argument: WriterCalls[Method]["argument"],
  ): Promise<WriterCalls[Method]["answer"]> {
    return new Promise((resolve, reject) => {
      const thread = (this.#thread ??= this.#start());
      thread.postMessage({ method, argument });
      thread.ref();
      this.#pending.push({ resolve: (value) => resolve(value as WriterCalls[Method]["answer"]), reject });
    });
  }

  /** Closes the database and ends the thread. */
  async close(): Promise<void> {
    const thread = this.#thread;
    if (thread === null) return;
    try {
      await this.call("close", null);
    } finally {
      this.#thread = null;
      await thread.terminate();
    }
  }

  #start(): Worker {
    // The program beside this file: .ts in a clone, .js when built.
    const program = new URL(`./writer-thread${extname(import.meta.url)}`, import.meta.url);
    const thread = this.#startThread(program, { workerData: this.#options, execArgv: [], name: "store" });
    thread.unref();
    thread.on("message", (answer: WriterAnswer) => this.#answered(thread, answer));
    thread.on("error", (error) => this.#died(thread, error));
    thread.on("exit", () => this.#died(thread, null));
    return thread;
  }

  #answered(thread: Worker, answer: WriterAnswer): void {
    const pending = this.#pending.shift();
    if (this.#pending.length === 0) thread.unref();
    if (answer.ok) pending?.resolve(answer.value);
    else pending?.reject(unpackError(answer.error));
  }

  #died(thread: Worker, cause: unknown): void {
    if (this.#thread !== thread) return;
    this.#thread = null;
    for (const { reject } of this.#pending.splice(0)) {
      reject(new StoreFailure("writer", "the thread that writes the store has died", { cause }));
    }
  }
}
