import { ProxyHeader } from "@mudlark/protocols";
import type { Socket } from "node:net";
import type { Clock } from "../../base/clock.ts";
import type { TrustedProxies } from "./client-address.ts";

/** How long a proxy may take to say for whom it calls, in milliseconds. */
const patienceMs = 3000;

/**
 * The address of the client behind a proxy, from the PROXY header that has to come first; its own for a proxy that
 * calls for itself. What follows the header stays in the socket. Null when a stranger calls, when the header is bad or
 * does not come in time: then nothing was answered, and the connection has to be closed (`protocols.md` §11.4).
 */
export function proxiedAddress(
  socket: Socket,
  clock: Clock,
  proxies: TrustedProxies,
): Promise<string | null> {
  const peer = socket.remoteAddress ?? "";
  if (!proxies.includes(peer)) return Promise.resolve(null);
  const header = new ProxyHeader();
  return new Promise((resolve) => {
    const settle = (address: string | null): void => {
      patience.cancel();
      socket.off("data", read).off("end", giveUp).off("close", giveUp);
      socket.pause();
      resolve(address);
    };
    const read = (chunk: Buffer): void => {
      const result = header.push(chunk);
      if (result.state === "more") return;
      if (result.state === "bad") return settle(null);
      settle(result.peer?.address ?? peer);
      if (result.rest.length > 0) socket.unshift(result.rest);
    };
    const giveUp = (): void => settle(null);
    const patience = clock.after(patienceMs, giveUp);
    socket.on("data", read).once("end", giveUp).once("close", giveUp);
  });
}
