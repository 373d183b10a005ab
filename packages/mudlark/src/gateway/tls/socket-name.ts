import type { Socket } from "node:net";

/** Tells an open connection from all others, and is the same for its encrypted side: no two have the same ends. */
export function socketName({ remoteAddress, remotePort, localAddress, localPort }: Socket): string {
  return [remoteAddress, remotePort, localAddress, localPort].join(" ");
}
