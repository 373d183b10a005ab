import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { seededRandom } from "../../base/random.ts";
import { FakeClock } from "../../testing/fake-clock.ts";
import type { FakeWorld } from "../fake-world.fixture.ts";
import { changeSettings, RawClient, testGateway, until, type TestGateway } from "../test-gateway.fixture.ts";

const refusals = "fffc18fffc1ffffc27";
const look = "6c6f6f6b0d0a";
const version1 =
  "50524f58592054435034203139322e302e322e31203139382e35312e3130302e3120353633323420343030300d0a";
const signature = "0d0a0d0a000d0a515549540a";
const version2 = `${signature}2111000cc0000201c6336401dc040fa0`;

let clock: FakeClock;
let game: TestGateway;
let world: FakeWorld;

async function open(file: object = {}): Promise<void> {
  clock = new FakeClock();
  game = await testGateway(clock, {
    limits: { connectionsPerSecond: 0, connectionsPerIp: 0 },
    telnet: { ports: [0], hosts: ["127.0.0.1"], proxyPorts: [0] },
    ...file,
  });
  world = await game.serve();
}

beforeEach(() => open());
afterEach(() => game.close());

const call = (): Promise<RawClient> => RawClient.connect(game.telnetPort);

/** The address of the next client that the world hears of. */
async function nextAddress(count: number): Promise<string> {
  await until(() => world.all("connect").length === count);
  return world.all("connect")[count - 1]?.state.address ?? "";
}

/** Closed, and not a byte was sent. */
async function expectRefusal(client: RawClient): Promise<void> {
  await until(() => client.isClosed);
  expect(client.received).toBe(0);
  expect(game.gateway.status().sessions).toBe(0);
}

describe("a port that only proxies may come to", () => {
  it.each([
    ["version 1 [protocols P01]", version1],
    ["version 2 [protocols P03]", version2],
  ])("takes the client's address from the header, %s, however it is cut", async (_version, header) => {
    const bytes = Buffer.from(header + refusals + look, "hex");
    for (let at = 1; at <= header.length / 2 + 1; at++) {
      const client = await call();
      client.socket.write(bytes.subarray(0, at));
      await new Promise((resolve) => setImmediate(resolve));
      client.socket.write(bytes.subarray(at));
      expect(await nextAddress(at)).toBe("192.0.2.1");
      await until(() => world.lines.length === at);
    }
    expect(new Set(world.lines)).toEqual(new Set(["look"]));
  });

  it.each([
    ["that does not know [protocols P02]", "50524f585920554e4b4e4f574e0d0a"],
    ["that calls for itself [protocols P04]", `${signature}20110000`],
  ])("keeps the address of a proxy %s", async (_who, header) => {
    (await call()).send(header, refusals, look);
    expect(await nextAddress(1)).toBe("127.0.0.1");
    await until(() => world.lines.length === 1);
  });

  it.each([
    ["a line of 108 bytes", Buffer.from(`PROXY UNKNOWN ${"x".repeat(92)}\r\n`).toString("hex")],
    ["an address that is none", Buffer.from("PROXY TCP4 300.1.1.1 1.1.1.1 1 2\r\n").toString("hex")],
    ["another version", `${signature}3111000c${"00".repeat(12)}`],
  ])("closes on %s without a byte [protocols P05]", async (_what, bytes) => {
    const client = await call();
    client.send(bytes);
    await expectRefusal(client);
  });

  it.each([
    ["no header at all", look],
    ["telnet at once", refusals],
    ["a header of more than 2048 bytes", `${signature}21110801`],
  ])("closes on %s, too", async (_what, bytes) => {
    const client = await call();
    client.send(bytes);
    await expectRefusal(client);
  });

  it("closes on any other bytes, one by one or at once", async () => {
    const random = seededRandom(11);
    for (let round = 0; round < 20; round++) {
      const bytes = Buffer.from(Array.from({ length: 300 }, () => Math.floor(random.next() * 256)));
      const client = await call();
      if (round % 2 === 0) client.socket.write(bytes);
      else for (const byte of bytes) client.socket.write(Buffer.of(byte));
      await expectRefusal(client);
    }
  });

  it("waits three seconds for a header, wherever it stops", async () => {
    const header = Buffer.from(version1, "hex");
    const clients = await Promise.all(Array.from({ length: header.length }, call));
    for (const [length, client] of clients.entries()) client.socket.write(header.subarray(0, length));
    const began = clock.now();
    while (!clients.every(({ isClosed }) => isClosed)) {
      for (let turn = 0; turn < 30; turn++) await new Promise((resolve) => setImmediate(resolve));
      if (clock.now() < began + 3000) expect(clients.some(({ isClosed }) => isClosed)).toBe(false);
      clock.advance(500);
    }
    for (const client of clients) await expectRefusal(client);
  });

  it("closes on a stranger with the best of headers [protocols P06]", async () => {
    await game.close();
    await open({ web: { port: 0, host: "127.0.0.1", trustedProxies: ["192.0.2.99"] } });
    const client = await call();
    client.send(version1, look);
    await expectRefusal(client);
  });

  it("counts and bans the client, and not the proxy", async () => {
    await game.close();
    await open({ limits: { connectionsPerSecond: 0, connectionsPerIp: 1 } });
    const first = await call();
    first.send(version1, refusals);
    expect(await nextAddress(1)).toBe("192.0.2.1");
    const second = await call();
    second.send(version1, refusals);
    await until(() => second.isClosed);
    expect(second.takeText()).toMatch(/too many/i);
    await changeSettings(world, first, { bans: [{ address: "198.51.100.0/24", until: null }] });
    const other = await call();
    other.send(Buffer.from("PROXY TCP4 198.51.100.7 1.1.1.1 1 2\r\n").toString("hex"), refusals);
    await until(() => other.isClosed);
    expect(world.all("connect")).toHaveLength(1);
  });
});

describe("a proxy that speaks telnet itself", () => {
  const environ = (address: string): string =>
    `fffb27fffa270000${Buffer.from("IPADDRESS").toString("hex")}01${Buffer.from(address).toString("hex")}fff0`;
  const openPlain = async (trustedProxies: readonly string[]): Promise<void> => {
    await game.close();
    await open({
      telnet: { ports: [0], hosts: ["127.0.0.1"] },
      web: { port: 0, host: "127.0.0.1", trustedProxies },
    });
  };

  it("tells the client's address by MNES, if it is trusted", async () => {
    await openPlain(["127.0.0.1"]);
    (await call()).send(environ("192.0.2.7"), "fffc18fffc1f");
    expect(await nextAddress(1)).toBe("192.0.2.7");
    (await call()).send(environ("no address"), "fffc18fffc1f");
    expect(await nextAddress(2)).toBe("127.0.0.1");
  });

  it("is not heard when it is a stranger, nor when it is late", async () => {
    await openPlain([]);
    (await call()).send(environ("192.0.2.7"), "fffc18fffc1f");
    expect(await nextAddress(1)).toBe("127.0.0.1");
    await openPlain(["127.0.0.1"]);
    (await call()).send(refusals, environ("192.0.2.7"), look);
    expect(await nextAddress(1)).toBe("127.0.0.1");
    await until(() => world.lines.length === 1);
    expect(world.all("update").some(({ patch }) => patch.address !== undefined)).toBe(false);
  });

  it("cannot lead a banned client past the door, nor too many of one address", async () => {
    await game.close();
    await open({
      telnet: { ports: [0], hosts: ["127.0.0.1"] },
      limits: { connectionsPerSecond: 0, connectionsPerIp: 1 },
    });
    const first = await call();
    first.send(environ("192.0.2.7"), "fffc18fffc1f");
    expect(await nextAddress(1)).toBe("192.0.2.7");
    const second = await call();
    second.send(environ("192.0.2.7"), "fffc18fffc1f");
    await until(() => second.isClosed);
    expect(second.peek()).toMatch(/too many/i);
    await changeSettings(world, first, { bans: [{ address: "198.51.100.7", until: null }] });
    const third = await call();
    third.send(environ("198.51.100.7"), "fffc18fffc1f");
    await until(() => third.isClosed);
    expect(third.peek()).toMatch(/banned/i);
    expect(world.all("connect")).toHaveLength(1);
  });
});
