/** A thread that signs in to an SSH server, one connection after the other, until it is ended: part of `wire.ts`. */
import { parentPort, workerData } from "node:worker_threads";
import { loadSsh2 } from "../../../packages/mudlark/src/gateway/ssh/load-ssh2.ts";

const { port } = workerData as { readonly port: number };
const { Client } = await loadSsh2();

for (;;) {
  const client = new Client();
  client
    .on("error", () => {})
    .on("ready", () => {
      parentPort?.postMessage("ready");
      client.end();
    });
  const closed = new Promise<void>((resolve) => client.on("close", () => resolve()));
  client.connect({ host: "127.0.0.1", port, username: "new" });
  await closed;
}
