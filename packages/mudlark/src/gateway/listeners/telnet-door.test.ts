import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { connect } from "node:tls";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { silentLogger, type Logger } from "../../base/logger.ts";
import { FakeClock } from "../../testing/fake-clock.ts";
import type { FakeWorld } from "../fake-world.fixture.ts";
import { changeSettings, RawClient, testGateway, until, type TestGateway } from "../test-gateway.fixture.ts";
import { hasOpenssl, makeCertificate } from "../tls/test-certificate.fixture.ts";

const refusals = "fffc18fffc1ffffc27";
const withoutCompression = "fffd18fffd1ffffd27fffb2afffb19fffbc9fffb45fffb46fffb5b";
const look = "6c6f6f6b0d0a";

let clock: FakeClock;
let folder: string;
let game: TestGateway;
let world: FakeWorld;
let logged: string[];

beforeEach(() => {
  clock = new FakeClock(Date.now());
  folder = mkdtempSync(path.join(tmpdir(), "mudlark-door-"));
  logged = [];
});
afterEach(async () => {
  await game.close();
  rmSync(folder, { recursive: true });
});

const note = (message: string, fields?: object): void =>
  void logged.push(`${message} ${JSON.stringify(fields)}`);
const logger: Logger = { ...silentLogger, info: note, warn: note, error: note, security: note };

async function open(telnet: object, more: object = {}): Promise<void> {
  const file = {
    limits: { connectionsPerSecond: 0, connectionsPerIp: 0 },
    telnet: { ports: [0], hosts: ["127.0.0.1"], ...telnet },
    ...more,
  };
  game = await testGateway(clock, file, logger);
  world = await game.serve();
}

/** A game with TLS, and a client for it. */
async function openTls(more: object = {}): Promise<void> {
  await open({ tls: { enabled: true, ports: [0], ...makeCertificate(folder) } }, more);
}

/** The last client that came, as the world knows it. */
async function arrived(
  client: RawClient,
  bytes = "",
): Promise<FakeWorld["heard"][number] & { type: "connect" }> {
  const before = world.all("connect").length;
  client.send(refusals, bytes);
  await until(() => world.all("connect").length > before);
  return world.all("connect").at(-1) as never;
}

describe.skipIf(!hasOpenssl)("the port for TLS", () => {
  it("serves telnet, encrypted and not compressed, and says so", async () => {
    await openTls();
    const client = await RawClient.connectTls(game.tlsPort);
    await until(() => client.received >= withoutCompression.length / 2);
    expect(client.takeHex()).toBe(withoutCompression);
    const { state } = await arrived(client, look);
    expect(state).toMatchObject({ protocolKey: "telnet/tls", address: "127.0.0.1", flags: { SSL: true } });
    await until(() => world.lines.length === 1);
    world.turn({ type: "text", sessions: [state.id], text: "A café." });
    await until(() => client.received > 0);
    expect(client.takeText()).toBe("A café.\r\n");
    const plain = await arrived(await RawClient.connect(game.telnetPort));
    expect(plain.state).toMatchObject({ protocolKey: "telnet", flags: { SSL: false } });
  });

  it("is told to listings by its number", async () => {
    await openTls();
    const client = await RawClient.connectTls(game.tlsPort);
    client.send(refusals);
    client.type("mssp-request\r\n");
    await until(() => client.peek().includes("MSSP-REPLY-END"));
    expect(client.peek()).toContain(`SSL\t${game.tlsPort}\r\n`);
    expect(client.peek()).toContain(`PORT\t${game.telnetPort}\r\n`);
  });

  it.each(["6c6f6f6b0d0a", "ff", "00", "474554202f20485454502f312e310d0a0d0a", "1716"])(
    "tells plain text (%s) where to go [protocols H17]",
    async (bytes) => {
      await openTls();
      const client = await RawClient.connect(game.tlsPort);
      client.send(bytes);
      await until(() => client.isClosed);
      expect(client.takeText()).toBe(
        `This port needs TLS. Use port ${game.telnetPort} without TLS, or switch TLS on.\r\n`,
      );
      expect(game.gateway.status().sessions).toBe(0);
    },
  );

  it("tells a client that waits for words, too, after ten seconds", async () => {
    await openTls();
    const client = await RawClient.connect(game.tlsPort);
    await until(() => clock.nextDue !== null && clock.nextDue <= clock.now() + 10_000);
    await settled();
    clock.advance(9999);
    await settled();
    expect(client.isClosed).toBe(false);
    clock.advance(1);
    await until(() => client.isClosed);
    expect(client.takeText()).toContain("This port needs TLS.");
  });

  it("parts with handshakes that do not end, wherever they stop, and logs them in one line", async () => {
    await openTls();
    const hello = await clientHello();
    const clients: RawClient[] = [];
    for (let length = 1; length < hello.length; length += 37) {
      const client = await RawClient.connect(game.tlsPort);
      client.socket.write(hello.subarray(0, length));
      clients.push(client);
    }
    const broken = await RawClient.connect(game.tlsPort);
    broken.send("1603010005ffffffffff");
    await until(() => broken.isClosed);
    await settled();
    clock.advance(10_000);
    await until(() => clients.every(({ isClosed }) => isClosed));
    expect(clients.every(({ received }) => received === 0)).toBe(true);
    expect(game.gateway.status().sessions).toBe(0);
    clock.advance(60_000);
    expect(logged.filter((line) => line.includes("handshake"))).toEqual([
      expect.stringContaining(`"count":${clients.length + 1}`),
    ]);
  });

  it("keeps a bounded number of silent connections, and others come in", async () => {
    await openTls({ limits: { connectionsPerSecond: 0, connectionsPerIp: 20 } });
    const idle = await Promise.all(Array.from({ length: 200 }, () => RawClient.connect(game.tlsPort)));
    await until(() => idle.filter(({ isClosed }) => isClosed).length === 180);
    const other = await RawClient.connectTls(game.tlsPort, { localAddress: "127.0.0.2" } as object);
    expect((await arrived(other)).state.address).toBe("127.0.0.2");
    for (const { socket } of idle) socket.destroy();
    await until(() => game.gateway.status().sessions === 1);
    const again = await RawClient.connectTls(game.tlsPort);
    expect((await arrived(again)).state.address).toBe("127.0.0.1");
  });

  it("speaks no TLS that can be broken", async () => {
    await openTls();
    const old = { minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" } as const;
    await expect(RawClient.connectTls(game.tlsPort, old)).rejects.toThrow(/protocol version/i);
    for (const version of ["TLSv1.2", "TLSv1.3"] as const) {
      await RawClient.connectTls(game.tlsPort, { minVersion: version, maxVersion: version });
    }
  });

  it("shakes no hands with a banned address", async () => {
    await openTls();
    const plain = await RawClient.connect(game.telnetPort);
    await arrived(plain);
    await changeSettings(world, plain, { bans: [{ address: "127.0.0.1", until: null }] });
    await expect(RawClient.connectTls(game.tlsPort)).rejects.toThrow();
    expect(logged.filter((line) => line.startsWith("a banned address"))).toHaveLength(1);
  });

  it("shows a renewed certificate to whoever comes then, and disconnects nobody", async () => {
    await openTls();
    const early = await RawClient.connectTls(game.tlsPort);
    const { state } = await arrived(early);
    makeCertificate(folder);
    clock.advance(10_000);
    const late = await RawClient.connectTls(game.tlsPort);
    expect(late.fingerprint).not.toBe(early.fingerprint);
    early.takeHex();
    world.turn({ type: "text", sessions: [state.id], text: "Still here." });
    await until(() => early.received > 0);
    expect(early.takeText()).toBe("Still here.\r\n");
  });

  it("keeps the old certificate while the new one cannot be used, and says why", async () => {
    await openTls();
    const before = (await RawClient.connectTls(game.tlsPort)).fingerprint;
    writeFileSync(path.join(folder, "cert.pem"), "not a certificate\n");
    clock.advance(30_000);
    expect((await RawClient.connectTls(game.tlsPort)).fingerprint).toBe(before);
    expect(logged.filter((line) => line.includes("cannot be used"))).toHaveLength(1);
    makeCertificate(folder);
    clock.advance(10_000);
    expect((await RawClient.connectTls(game.tlsPort)).fingerprint).not.toBe(before);
  });
});

describe.skipIf(!hasOpenssl)("a plain port that takes TLS, too", () => {
  const openBoth = (): Promise<void> => open({ tls: { detect: true, ...makeCertificate(folder) } });

  it("serves both, and waits 150 ms for either", async () => {
    await openBoth();
    const secure = await RawClient.connectTls(game.telnetPort);
    expect((await arrived(secure)).state.protocolKey).toBe("telnet/tls");
    const silent = await RawClient.connect(game.telnetPort);
    await settled();
    clock.advance(149);
    await settled();
    expect(silent.received).toBe(0);
    clock.advance(1);
    await until(() => silent.received > 0);
    expect((await arrived(silent)).state.protocolKey).toBe("telnet");
    const eager = await RawClient.connect(game.telnetPort);
    expect((await arrived(eager, look)).state.protocolKey).toBe("telnet");
    await until(() => world.lines.length === 1);
  });
});

/** Lets what was sent arrive. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 30; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** The first message of a handshake, as a real client sends it. */
async function clientHello(): Promise<Buffer> {
  const { createServer } = await import("node:net");
  return new Promise((resolve) => {
    const server = createServer((socket) =>
      socket.once("data", (bytes: Buffer) => {
        socket.destroy();
        server.close();
        resolve(bytes);
      }),
    );
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { readonly port: number };
      connect({ port, host: "127.0.0.1" }).on("error", () => {});
    });
  });
}
