import { mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { memoryTransportPair } from "./memory-transport.ts";
import { connectSocket, listenSocket } from "./socket-transport.ts";
import type { Transport } from "./transport.ts";
import { describeTransport } from "./transport.suite.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "mudlark-link-"));
  folders.push(folder);
  return folder;
}

describeTransport("memory", async () => {
  const [left, right] = memoryTransportPair();
  return { left, right, dispose: async () => left.close() };
});

describeTransport("socket", async () => {
  const file = path.join(newFolder(), "run", "link.sock");
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
    },
  };
});

describe("the link's socket", () => {
  let file = "";
  beforeEach(() => {
    file = path.join(newFolder(), "link.sock");
  });

  it("can be opened by its owner only, and is gone after the end", async () => {
    const listener = await listenSocket(file, () => {});
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await listener.close();
    await expect(connectSocket(file)).rejects.toMatchObject({ code: "LINK_CLOSED" });
    expect(() => statSync(file)).toThrow("ENOENT");
  });

  it("is replaced when a dead process left it behind", async () => {
    const dead = createServer();
    await new Promise<void>((resolve) => void dead.listen(`${file}.dead`, resolve));
    renameSync(`${file}.dead`, file);
    await new Promise((resolve) => dead.close(resolve));
    expect(statSync(file).isSocket()).toBe(true);
    const listener = await listenSocket(file, () => {});
    await expect(connectSocket(file)).resolves.toBeDefined();
    await listener.close();
  });

  it("is not taken from a gateway that lives", async () => {
    const listener = await listenSocket(file, () => {});
    await expect(listenSocket(file, () => {})).rejects.toMatchObject({ code: "LINK_BUSY" });
    await expect(connectSocket(file)).resolves.toBeDefined();
    await listener.close();
  });

  it("does not replace a file that is no socket", async () => {
    writeFileSync(file, "precious");
    await expect(listenSocket(file, () => {})).rejects.toThrow("EADDRINUSE");
    expect(statSync(file).size).toBe(8);
  });

  it("goes on with its links when it stops listening", async () => {
    const accepted = Promise.withResolvers<Transport>();
    const listener = await listenSocket(file, accepted.resolve);
    const left = await connectSocket(file);
    const right = await accepted.promise;
    await listener.close();
    const heard = new Promise<string>((resolve) => right.onData((chunk) => resolve(chunk.toString())));
    left.write(Buffer.from("still here"));
    expect(await heard).toBe("still here");
    left.close();
  });

  it("tells of a peer that vanishes without a word", async () => {
    const accepted = Promise.withResolvers<Transport>();
    const listener = await listenSocket(file, accepted.resolve);
    const peer = connect(file);
    const transport = await accepted.promise;
    const closed = new Promise((resolve) => transport.onClose(() => resolve("closed")));
    transport.onData(() => {});
    peer.destroy();
    expect(await closed).toBe("closed");
    transport.write(Buffer.from("into the void"));
    await listener.close();
  });
});
