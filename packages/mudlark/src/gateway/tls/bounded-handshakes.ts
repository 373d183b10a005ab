import type { Server, Socket } from "node:net";
import { Vestibule } from "../limits/vestibule.ts";
import { socketName } from "./socket-name.ts";

/**
 * Keeps one address from having more than that many TLS handshakes under way at a server that shakes hands itself.
 *
 * @param mostFor how many an address may have; 0 or less for any number
 */
export function boundHandshakes(server: Server, mostFor: (address: string) => number): void {
  const vestibule = new Vestibule();
  const leaving = new Map<string, () => void>();
  server.on("connection", (socket) => {
    const address = socket.remoteAddress ?? "";
    const leave = vestibule.enter(address, mostFor(address));
    if (leave === null) return void socket.destroy();
    const name = socketName(socket);
    const goOn = (): void => {
      if (leaving.delete(name)) leave();
    };
    leaving.set(name, goOn);
    socket.once("close", goOn);
  });
  server.on("secureConnection", (socket: Socket) => leaving.get(socketName(socket))?.());
}
