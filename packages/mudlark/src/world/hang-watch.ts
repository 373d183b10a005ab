import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { Worker } from "node:worker_threads";
import { threadOptions } from "./thread-options.ts";

/** What the thread has to know. */
export interface HangWatchOrders {
  /** One 32-bit number that the watched thread counts up. */
  readonly beat: SharedArrayBuffer;
  /** Where the stack is written. */
  readonly file: string;
  /** How long the number may stand still, in milliseconds. */
  readonly patience: number;
}

const beatEvery = 500;

/** Well before the gateway ends a world that does not answer (design §5). */
const defaultPatience = 8_000;

/**
 * Sees from a thread of its own that this one hangs, and writes down where: the gateway will end the process, and the
 * next world tells the staff. An endless loop leaves no other trace.
 */
export class HangWatch {
  readonly #thread: Worker;
  readonly #timer: NodeJS.Timeout;

  private constructor(thread: Worker, timer: NodeJS.Timeout) {
    this.#thread = thread;
    this.#timer = timer;
  }

  static start(file: string, patience = defaultPatience): HangWatch {
    const beat = new SharedArrayBuffer(4);
    const counter = new Int32Array(beat);
    const program = new URL(`./hang-watch-thread${path.extname(import.meta.url)}`, import.meta.url);
    const orders: HangWatchOrders = { beat, file, patience };
    const thread = new Worker(program, { workerData: orders, execArgv: threadOptions() });
    // Without it the world only lacks a stack in a report.
    thread.on("error", () => {});
    thread.unref();
    const timer = setInterval(() => Atomics.add(counter, 0, 1), beatEvery);
    timer.unref();
    return new HangWatch(thread, timer);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#thread.terminate();
  }
}

/** What an earlier world left: an error whose stack is where it hung. It is there once. */
export function takeHang(file: string): Error | null {
  try {
    const error = new Error("the world hung here");
    error.stack = `${error.message}\n${readFileSync(file, "utf8")}`;
    rmSync(file);
    return error;
  } catch {
    return null;
  }
}
