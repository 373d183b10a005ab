import type { Socket } from "node:net";
import type { Clock } from "../../base/clock.ts";

/**
 * The first bytes that a client sends, which stay in the socket for whoever reads it next; null when none came in time,
 * or when the client went away.
 */
export function peekBytes(socket: Socket, clock: Clock, patienceMs: number): Promise<Uint8Array | null> {
  return new Promise((resolve) => {
    const settle = (bytes: Uint8Array | null): void => {
      patience.cancel();
      socket.off("data", read).off("end", giveUp).off("close", giveUp);
      resolve(bytes);
    };
    const read = (chunk: Buffer): void => {
      socket.pause();
      socket.unshift(chunk);
      settle(chunk);
    };
    const giveUp = (): void => {
      socket.pause();
      settle(null);
    };
    const patience = clock.after(patienceMs, giveUp);
    socket.on("data", read).once("end", giveUp).once("close", giveUp);
  });
}
