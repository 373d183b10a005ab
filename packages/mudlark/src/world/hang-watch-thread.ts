/** The program of the thread that watches whether the world hangs. It asks the debugger where, and lets it go on. */
import { writeFileSync } from "node:fs";
import { Session, type Debugger } from "node:inspector";
import { workerData } from "node:worker_threads";
import type { HangWatchOrders } from "./hang-watch.ts";

const { beat, file, patience } = workerData as HangWatchOrders;
const counter = new Int32Array(beat);
const checkEvery = Math.min(1000, patience / 4);
/** Deeper frames are the engine's own. */
const mostFrames = 30;

// Connected while the world is well: one that hangs accepts nobody.
const session = new Session();
session.connectToMainThread();
/** Frames name scripts by number; which is which is told as the debugger wakes. */
const scripts = new Map<string, string>();
session.on("Debugger.scriptParsed", ({ params: { scriptId, url } }) => void scripts.set(scriptId, url));
session.on("Debugger.paused", ({ params }) => {
  session.post("Debugger.resume");
  session.post("Debugger.disable");
  writeFileSync(file, stackOf(params.callFrames));
});

let last = -1;
let unchanged = 0;
setInterval(() => {
  const now = Atomics.load(counter, 0);
  unchanged = now === last ? unchanged + checkEvery : 0;
  last = now;
  if (unchanged < patience) return;
  unchanged = Number.NEGATIVE_INFINITY;
  session.post("Debugger.enable", () => session.post("Debugger.pause"));
}, checkEvery);

function stackOf(frames: readonly Debugger.CallFrame[]): string {
  return frames
    .slice(0, mostFrames)
    .map(({ functionName, location: { scriptId, lineNumber, columnNumber = 0 } }) => {
      const place = `${scripts.get(scriptId) ?? ""}:${lineNumber + 1}:${columnNumber + 1}`;
      return functionName === "" ? `    at ${place}` : `    at ${functionName} (${place})`;
    })
    .join("\n");
}
