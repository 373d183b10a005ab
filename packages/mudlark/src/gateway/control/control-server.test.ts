import { mkdtempSync, rmSync, statSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { silentLogger } from "../../base/logger.ts";
import { askServer, ControlFailure, NotRunning } from "../../cli/control-client.ts";
import { listenControl, type ControlHost, type ControlServer } from "./control-server.ts";
import type { ServerStatus } from "./protocol.ts";

const status: ServerStatus = {
  version: "0.1.0",
  game: "Quay",
  gateway: { pid: 1, startedAt: 2, rssBytes: 3 },
  world: { pid: 4, state: "serving", readyAt: 5, restarts: 0 },
  sessions: 6,
  players: 7,
  uptime: 8,
  telnetTls: [],
  ssh: [],
  telnet: ["[::]:4000"],
  web: null,
};

class ScriptedHost implements ControlHost {
  readonly heard: unknown[] = [];
  stopping = Promise.resolve();

  status(): ServerStatus {
    return status;
  }

  async renew(mode: "reload" | "reset", reason: string, progress: (text: string) => void): Promise<void> {
    this.heard.push([mode, reason]);
    if (reason === "broken") throw new Error("game.ts:3: a bracket is missing");
    progress("Checking the new code ...");
  }

  async stop(text: string): Promise<void> {
    this.heard.push(["stop", text]);
    await this.stopping;
  }

  async ask(verb: string, args: object): Promise<string> {
    this.heard.push([verb, args]);
    return "the world's answer";
  }
}

describe("listenControl", () => {
  let folder: string;
  let socket: string;
  let host: ScriptedHost;
  let server: ControlServer;

  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "mudlark-control-"));
    socket = path.join(folder, "control.sock");
    host = new ScriptedHost();
    server = await listenControl(socket, host, silentLogger);
  });

  afterEach(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  it("tells the status", async () => {
    expect(await askServer(socket, "status")).toEqual(status);
  });

  it("tells what happens on the way, and why something failed", async () => {
    const progress: string[] = [];
    await askServer(socket, "reload", { reason: "new hats" }, (text) => progress.push(text));
    expect(progress).toEqual(["Checking the new code ..."]);
    await expect(askServer(socket, "reset", { reason: "broken" })).rejects.toThrow(ControlFailure);
    await expect(askServer(socket, "reset", { reason: "broken" })).rejects.toThrow("a bracket is missing");
    expect(host.heard[0]).toEqual(["reload", "new hats"]);
  });

  it("hands verbs that it does not know to the world", async () => {
    expect(await askServer(socket, "eval", { code: "1+1" })).toBe("the world's answer");
    expect(host.heard).toEqual([["eval", { code: "1+1" }]]);
  });

  it("answers nonsense, and goes on", async () => {
    for (const nonsense of [
      "nonsense\n",
      "[]\n",
      "{}\n",
      '{"verb":1,"args":{}}\n',
      '{"verb":"x","args":[]}\n',
    ]) {
      expect(await raw(socket, nonsense)).toContain('"failed"');
    }
    expect(host.heard).toEqual([]);
    expect(await askServer(socket, "status")).toEqual(status);
  });

  it("does not store a request without end", async () => {
    expect(await raw(socket, Buffer.alloc(1024 * 1024 + 1, "x"))).toContain('"failed"');
  });

  it("answers what is under way before it closes", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    host.stopping = promise;
    const asked = askServer(socket, "stop", { text: "Good night" });
    while (host.heard.length === 0) await new Promise((later) => setImmediate(later));
    const closed = server.close();
    resolve();
    await expect(asked).resolves.toBeNull();
    await closed;
    await expect(askServer(socket, "status")).rejects.toThrow(NotRunning);
  });

  it("lets only its own user in, and is the only one", async () => {
    expect(statSync(socket).mode & 0o777).toBe(0o600);
    await expect(listenControl(socket, host, silentLogger)).rejects.toMatchObject({ code: "LINK_BUSY" });
  });
});

function raw(socketPath: string, bytes: string | Buffer): Promise<string> {
  return new Promise((resolve) => {
    let heard = "";
    const socket = connect(socketPath, () => socket.write(bytes));
    socket.on("data", (chunk: Buffer) => (heard += chunk.toString()));
    socket.on("error", () => {});
    socket.on("close", () => resolve(heard));
  });
}
