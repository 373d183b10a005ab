/** The program of a store's thread: takes calls from the world's thread one by one, and answers each. */
import { parentPort, workerData } from "node:worker_threads";
import { packError } from "./writer-calls.ts";
import type { WriterAnswer, WriterCall } from "./writer-calls.ts";
import { Writer } from "./writer.ts";
import type { WriterOptions } from "./writer.ts";

const writer = new Writer(workerData as WriterOptions);

parentPort?.on("message", (call: WriterCall) => parentPort?.postMessage(answer(call)));

function answer(call: WriterCall): WriterAnswer {
  try {
    return { ok: true, value: run(call) };
  } catch (error) {
    return { ok: false, error: packError(error) };
  }
}

function run(call: WriterCall): unknown {
  switch (call.method) {
    case "ready":
      return null;
    case "open":
      return writer.open();
    case "write":
      return writer.write(call.argument);
    case "checkpoint":
      return writer.checkpoint();
    case "close":
      return writer.close();
  }
}
