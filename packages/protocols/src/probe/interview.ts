import type { Socket } from "node:net";
import type { Part } from "./part.ts";
import { Transcript } from "./transcript.ts";

export interface InterviewOptions {
  readonly socket: Socket;
  /** How the probe behaves. */
  readonly part: Part;
  /** Milliseconds, of the clock that the part goes by. */
  readonly now: () => number;
  /** Milliseconds of silence after which there is nothing more to come. */
  readonly quietMs: number;
  /** Milliseconds after which it is over in any case. */
  readonly longestMs: number;
}

/** More than anybody needs to say before a login. */
const mostBytes = 1024 * 1024;
/** How long the other end may take to hear the last words, in milliseconds. */
const lingerMs = 500;

/** Talks to whoever is at the other end of the socket until both are silent, and closes it. Never rejects. */
export async function interview(options: InterviewOptions): Promise<Transcript> {
  const { socket, part, quietMs, longestMs } = options;
  const transcript = new Transcript();
  const other = part.side === "server" ? "client" : "server";
  const timers: Record<"quiet" | "tick", NodeJS.Timeout | undefined> = { quiet: undefined, tick: undefined };
  let received = 0;
  let end = (): void => {};
  const over = new Promise<void>((resolve) => (end = resolve));

  const send = (): void => {
    for (let bytes = part.takeOutput(); bytes !== null; bytes = part.takeOutput()) {
      transcript.hear(part.side, bytes);
      socket.write(bytes);
    }
  };
  const goOn = (): void => {
    send();
    clearTimeout(timers.tick);
    const { nextDeadline } = part;
    if (nextDeadline === null) return;
    timers.tick = setTimeout(() => (part.tick(), goOn()), Math.max(0, nextDeadline - options.now()));
  };
  const listen = (): void => {
    clearTimeout(timers.quiet);
    timers.quiet = setTimeout(() => {
      if (!part.askMore()) return end();
      goOn();
      return listen();
    }, quietMs);
  };

  socket.on("error", () => {});
  socket.on("close", end);
  socket.on("data", (chunk: Buffer) => {
    received += chunk.length;
    transcript.hear(other, chunk);
    part.receive(chunk);
    goOn();
    listen();
    if (received > mostBytes) end();
  });
  part.start();
  goOn();
  listen();
  const longest = setTimeout(end, longestMs);
  await over;
  for (const timer of [longest, timers.quiet, timers.tick]) clearTimeout(timer);
  socket.removeAllListeners("data").resume();
  part.end();
  send();
  await hangUp(socket);
  return transcript;
}

/** Lets the last words arrive. */
async function hangUp(socket: Socket): Promise<void> {
  if (socket.destroyed) return;
  const closed = new Promise((resolve) => socket.once("close", resolve));
  const patience = setTimeout(() => socket.destroy(), lingerMs);
  socket.end();
  await closed;
  clearTimeout(patience);
}
