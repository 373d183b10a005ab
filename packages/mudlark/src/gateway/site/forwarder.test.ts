import { mkdtempSync, rmSync } from "node:fs";
import {
  createServer,
  request as openRequest,
  type IncomingMessage,
  type RequestOptions,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FakeClock } from "../../testing/fake-clock.ts";
import { Forwarder } from "./forwarder.ts";

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

describe("Forwarder", () => {
  let folder: string;
  let clock: FakeClock;
  let target: string | null;
  let forwarder: Forwarder;
  let edge: Server;
  const worlds: Server[] = [];

  const listen = (server: Server, where: string | number): Promise<void> =>
    new Promise((resolve) => server.listen(where, resolve));

  const startWorld = async (handler: Handler): Promise<string> => {
    const socket = path.join(folder, `${worlds.length}.sock`);
    const world = createServer(handler);
    worlds.push(world);
    await listen(world, socket);
    return socket;
  };

  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "mudlark-forwarder-"));
    clock = new FakeClock();
    target = null;
    forwarder = new Forwarder({ clock, target: () => target });
    edge = createServer((request, response) => {
      void forwarder.forward(request, response, { address: "203.0.113.9", secure: true });
    });
    await listen(edge, 0);
  });

  afterEach(() => {
    for (const server of [edge, ...worlds.splice(0)]) {
      server.closeAllConnections();
      server.close();
    }
    rmSync(folder, { recursive: true });
  });

  const ask = (options: RequestOptions = {}, body = ""): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const { port } = edge.address() as AddressInfo;
      const request = openRequest({ host: "127.0.0.1", port, agent: false, ...options }, (response) => {
        let text = "";
        response.on("data", (chunk: Buffer) => (text += chunk.toString()));
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
        );
      });
      request.on("error", reject);
      request.end(body);
    });

  const until = async (isTrue: () => boolean): Promise<void> => {
    while (!isTrue()) await new Promise(setImmediate);
  };

  /** Waits until a request is held. */
  const held = (): Promise<void> => until(() => clock.nextDue !== null);

  it("passes method, path, headers and body on, and the answer back", async () => {
    target = await startWorld((request, response) => {
      let body = "";
      request.on("data", (chunk: Buffer) => (body += chunk.toString()));
      request.on("end", () => {
        response.writeHead(201, { "x-answer": "yes", "set-cookie": ["a=1", "b=2"] });
        response.end(JSON.stringify([request.method, request.url, request.headers["x-ask"], body]));
      });
    });
    const answer = await ask({ method: "POST", path: "/a%20b?c=d", headers: { "x-ask": "please" } }, "words");
    expect(answer.status).toBe(201);
    expect(answer.headers["x-answer"]).toBe("yes");
    expect(answer.headers["set-cookie"]).toEqual(["a=1", "b=2"]);
    expect(JSON.parse(answer.body)).toEqual(["POST", "/a%20b?c=d", "please", "words"]);
  });

  it("keeps to itself what concerns one connection only, and says who really asks", async () => {
    let seen: IncomingMessage["headers"] = {};
    target = await startWorld((request, response) => {
      seen = request.headers;
      response.writeHead(200, { connection: "close, x-between", "x-between": "us", "x-for-all": "yes" });
      response.end("ok");
    });
    const answer = await ask({
      headers: {
        host: "quay.example",
        connection: "close, x-hop",
        "x-hop": "secret",
        te: "trailers",
        "proxy-authorization": "Basic eDp5",
        "x-forwarded-for": "6.6.6.6",
        forwarded: "for=6.6.6.6",
        "x-forwarded-host": "evil.example",
      },
    });
    expect(seen).toMatchObject({
      host: "quay.example",
      "x-forwarded-for": "203.0.113.9",
      "x-forwarded-proto": "https",
      "x-forwarded-host": "quay.example",
    });
    for (const name of ["x-hop", "te", "proxy-authorization", "forwarded"])
      expect(seen).not.toHaveProperty(name);
    expect(answer.headers["x-for-all"]).toBe("yes");
    expect(answer.headers).not.toHaveProperty("x-between");
  });

  it("holds a page while the world is replaced", async () => {
    const answer = ask({ path: "/first" });
    await held();
    clock.advance(4999);
    target = await startWorld((request, response) => response.end(`new ${request.url}`));
    forwarder.wake();
    expect(await answer).toMatchObject({ status: 200, body: "new /first" });
    expect(clock.nextDue).toBeNull();
  });

  it("asks to come again when the new world takes too long", async () => {
    const asked = ask();
    await held();
    clock.advance(5000);
    const answer = await asked;
    expect(answer.status).toBe(503);
    expect(answer.headers["retry-after"]).toBe("5");
  });

  it("never holds what may change something", async () => {
    for (const method of ["POST", "PUT", "DELETE"]) {
      const answer = await ask({ method, headers: { "content-length": 1 } }, "x");
      expect(answer).toMatchObject({ status: 503 });
    }
    expect(clock.nextDue).toBeNull();
  });

  it("asks the next world when one dies before it answers, but sends nothing twice that may change something", async () => {
    let asked = 0;
    target = await startWorld((request) => {
      asked++;
      request.socket.destroy();
    });
    expect(await ask({ method: "POST" }, "once")).toMatchObject({ status: 503 });
    expect(asked).toBe(1);
    const answer = ask();
    await until(() => asked === 2);
    // The patience with an answer is a timer too, and is over when the page is held.
    await until(() => clock.nextDue === clock.now() + 5000);
    target = await startWorld((_request, response) => response.end("alive"));
    forwarder.wake();
    expect(await answer).toMatchObject({ status: 200, body: "alive" });
    expect(asked).toBe(2);
  });

  it("gives up on a world that does not begin to answer", async () => {
    let asked = 0;
    target = await startWorld(() => asked++);
    const answer = ask();
    await until(() => asked === 1);
    clock.advance(30_000);
    expect(await answer).toMatchObject({ status: 503 });
  });

  it("takes no body beyond a mebibyte, with or without a length", async () => {
    let asked = 0;
    target = await startWorld((_request, response) => {
      asked++;
      response.end();
    });
    const tooMuch = "x".repeat(1024 * 1024 + 1);
    const refused = (headers: RequestOptions["headers"]): Promise<number | string> =>
      ask({ method: "POST", headers: headers ?? {} }, tooMuch).then(
        ({ status }) => status,
        // The server may close before a client has written everything.
        (error: NodeJS.ErrnoException) => error.code ?? "",
      );
    expect([413, "ECONNRESET", "EPIPE"]).toContain(await refused({ "content-length": tooMuch.length }));
    expect([413, "ECONNRESET", "EPIPE"]).toContain(await refused({ "transfer-encoding": "chunked" }));
    expect(asked).toBe(0);
    expect(await ask({ method: "POST" }, tooMuch.slice(1))).toMatchObject({ status: 200 });
  });

  it("holds a bounded number of pages, and none when the server ends", async () => {
    const answers = Array.from({ length: 257 }, () => ask());
    const first = await Promise.race(answers);
    expect(first.status).toBe(503);
    forwarder.close();
    for (const answer of answers) expect((await answer).status).toBe(503);
    expect(clock.nextDue).toBeNull();
  });
});
