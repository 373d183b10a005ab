import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:https";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TLSSocket } from "node:tls";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { FakeClock } from "../../testing/fake-clock.ts";
import type { FakeWorld } from "../fake-world.fixture.ts";
import { RawClient, testGateway, until, type TestGateway } from "../test-gateway.fixture.ts";
import { hasOpenssl, makeCertificate } from "../tls/test-certificate.fixture.ts";

interface Answer {
  readonly status: number;
  readonly hsts: unknown;
  readonly fingerprint: string;
}

describe.skipIf(!hasOpenssl)("the web's port with a certificate", () => {
  let clock: FakeClock;
  let folder: string;
  let game: TestGateway;
  let world: FakeWorld;

  beforeEach(async () => {
    clock = new FakeClock(Date.now());
    folder = mkdtempSync(path.join(tmpdir(), "mudlark-https-"));
    const tls = makeCertificate(folder);
    game = await testGateway(clock, {
      limits: { connectionsPerSecond: 0, connectionsPerIp: 5 },
      web: { port: 0, host: "127.0.0.1", tls, trustedProxies: [] },
      security: { hsts: 86_400 },
    });
    world = await game.serve();
  });
  afterEach(async () => {
    await game.close();
    rmSync(folder, { recursive: true });
  });

  const get = (where: string): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const options = { host: "127.0.0.1", port: game.webPort, path: where, agent: false };
      const asked = request({ ...options, rejectUnauthorized: false }, (response) => {
        const { fingerprint256 } = (response.socket as TLSSocket).getPeerCertificate();
        const hsts = response.headers["strict-transport-security"];
        response.resume().once("end", () => {
          resolve({ status: response.statusCode ?? 0, hsts, fingerprint: fingerprint256 });
        });
      });
      asked.once("error", reject).end();
    });

  it("speaks HTTPS, and tells browsers to remember it", async () => {
    expect(game.gateway.addresses.web).toBe(`https://localhost:${game.webPort}/`);
    expect(await get("/healthz")).toMatchObject({ status: 200, hsts: "max-age=86400" });
  });

  it.each([
    [
      "GET /play?x=1 HTTP/1.1\r\nHost: mud.example.org:4001\r\n\r\n",
      "307",
      "https://mud.example.org:4001/play?x=1",
    ],
    ["GET / HTTP/1.0\r\n\r\n", "400", null],
    ["GET / HTTP/1.1\r\nHost: a<b>\r\n\r\n", "400", null],
    ["GET //evil\tx HTTP/1.1\r\nHost: quay\r\n\r\n", null, null],
    ["look\r\n", null, null],
  ])("sends whoever comes without encryption there, %j", async (request, status, place) => {
    const plain = await RawClient.connect(game.webPort);
    plain.type(request);
    await until(() => plain.isClosed);
    const answer = plain.peek();
    expect(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? null).toBe(status);
    expect(/\r\nLocation: (.*)\r\n/.exec(answer)?.[1] ?? null).toBe(place);
    if (status !== null) expect(answer).toMatch(/This port speaks HTTPS only: write https:\/\/ in front/);
  });

  it("shakes hands however the first bytes are cut", async () => {
    const cut = await RawClient.connect(game.webPort);
    cut.send("16");
    await new Promise((resolve) => setImmediate(resolve));
    // The beginning of a hello that is none.
    cut.send("0301000401000000");
    await until(() => cut.isClosed);
    // An alert, so the handshake has begun.
    expect(cut.takeHex()).toMatch(/^1503/);
  });

  it("opens WebSockets that count as encrypted", async () => {
    const socket = new WebSocket(`wss://127.0.0.1:${game.webPort}/ws`, "v1.evennia.com", {
      rejectUnauthorized: false,
    });
    await until(() => world.all("connect").length === 1);
    expect(world.all("connect")[0]?.state).toMatchObject({ protocolKey: "websocket", flags: { SSL: true } });
    socket.terminate();
  });

  it("shows a renewed certificate to whoever comes then, and disconnects nobody", async () => {
    const socket = new WebSocket(`wss://127.0.0.1:${game.webPort}/ws`, "v1.evennia.com", {
      rejectUnauthorized: false,
    });
    await until(() => socket.readyState === WebSocket.OPEN);
    const before = (await get("/healthz")).fingerprint;
    makeCertificate(folder);
    clock.advance(10_000);
    expect((await get("/healthz")).fingerprint).not.toBe(before);
    let heard = "";
    socket.on("message", (data) => (heard += (data as Buffer).toString()));
    await until(() => world.all("connect").length === 1);
    const session = world.all("connect")[0]?.state.id ?? 0;
    world.turn({ type: "text", sessions: [session], text: "Still here." });
    await until(() => heard.includes("Still here."));
    socket.terminate();
  });

  it("lets one address have few handshakes under way", async () => {
    const silent = await Promise.all(Array.from({ length: 30 }, () => RawClient.connect(game.webPort)));
    await until(() => silent.filter(({ isClosed }) => isClosed).length === 25);
    for (const { socket } of silent) socket.destroy();
    await until(() => silent.every(({ isClosed }) => isClosed));
    await expect
      .poll(() =>
        get("/healthz").then(
          ({ status }) => status,
          () => 0,
        ),
      )
      .toBe(200);
  });
});
