import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { memoryTransportPair } from "./memory-transport.ts";
import { connectSocket, listenSocket } from "./socket-transport.ts";
import type { Transport } from "./transport.ts";
import { describeTransport } from "./transport.suite.ts";

describeTransport("memory", async () => {
  const [left, right] = memoryTransportPair();
  return { left, right, dispose: async () => left.close() };
});

describeTransport("socket", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "mudlark-link-"));
  const file = path.join(folder, "run", "link.sock");
  const accepted = Promise.withResolvers<Transport>();
  const listener = await listenSocket(file, accepted.resolve);
  const left = await connectSocket(file);
  const right = await accepted.promise;
  return {
    left,
    right,
    dispose: async () => {
      left.close();
      right.close();
      await listener.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
});

it("lets only the owner open the socket, and replaces one that was left behind", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "mudlark-link-"));
  const file = path.join(folder, "link.sock");
  const first = await listenSocket(file, () => {});
  const second = await listenSocket(file, () => {});
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  await Promise.all([first.close(), second.close()]);
  await rm(folder, { recursive: true, force: true });
});
