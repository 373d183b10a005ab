/** A thread that shakes hands with a server, one hand after the other, until it is ended: part of `wire.ts`. */
import { connect, type SecureVersion } from "node:tls";
import { parentPort, workerData } from "node:worker_threads";

const { port, version } = workerData as { readonly port: number; readonly version: SecureVersion };

for (;;) {
  const options = { port, host: "127.0.0.1", minVersion: version, maxVersion: version };
  const socket = connect({ ...options, rejectUnauthorized: false });
  socket.once("secureConnect", () => parentPort?.postMessage("ready"));
  socket.on("error", () => {}).resume();
  await new Promise((resolve) => socket.once("close", resolve));
}
