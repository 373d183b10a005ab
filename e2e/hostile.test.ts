import { readFile } from "node:fs/promises";
import { deflateSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { hasOpenssl, makeCertificate } from "../packages/mudlark/src/gateway/tls/test-certificate.fixture.ts";
import { seededRandom } from "../packages/mudlark/src/base/random.ts";
import { Bystander } from "./support/bystander.ts";
import { hex, hostileBytes, unfinishedBytes } from "./support/hostile-bytes.ts";
import { GameServer, superuser } from "./support/game-server.ts";
import { TelnetClient } from "./support/telnet-client.ts";

const mebibyte = 1024 * 1024;

/**
 * What an attack may leave in the memory of either process. Far more than any of them keeps: most of it is what the
 * collector of garbage has not looked at yet, and far less than what the attacks send.
 */
const mostGrowth = 64 * mebibyte;

/** Characters of the log that an attack may cost, with what the test itself does there. */
const mostLogged = 4096;

/** Milliseconds; a lone player waits for one. The machine that tests is small, busy, and runs the attackers too. */
const mostPatience = 500;

const withSsh = { MUDLARK_SSH_ENABLED: "true", MUDLARK_SSH_PORT: "0" };
const withTls = {
  MUDLARK_TELNET_TLS_ENABLED: "true",
  MUDLARK_TELNET_TLS_PORTS: "[0]",
  MUDLARK_TELNET_TLS_CERT: "cert.pem",
  MUDLARK_TELNET_TLS_KEY: "key.pem",
};

let server: GameServer;
let warden: TelnetClient;
let bystander: Bystander;
let pids: readonly number[];
let before: readonly number[];
let logged: number;
const visitors: TelnetClient[] = [];

beforeAll(async () => {
  server = await GameServer.prepare({ environment: { ...withSsh, ...(hasOpenssl ? withTls : {}) } });
  if (hasOpenssl) makeCertificate(server.directory);
  await server.run();
  warden = await server.enter(superuser.name, superuser.password);
  bystander = new Bystander(await server.enterAsNew("Bystander"), "look", /lists everything that you can do/);
  await bystander.answered(100);
  const { gateway, world } = await server.status();
  pids = [gateway.pid, world.pid ?? 0];
});
afterAll(async () => {
  await bystander.stop();
  await server[Symbol.asyncDispose]();
});

beforeEach(async () => {
  bystander.forget();
  before = await Promise.all(pids.map(residentBytes));
  logged = server.log.length;
});

afterEach(async () => {
  for (const visitor of visitors.splice(0)) visitor.close();
  await bystander.answered(20);
  const patience = bystander.percentile(0.99);
  expect(patience, `p99 of ${bystander.answers} looks: ${patience.toFixed(1)} ms`).toBeLessThan(mostPatience);
  await expect
    .poll(async () => Math.max(...(await growth())), { timeout: 20_000, interval: 200 })
    .toBeLessThan(mostGrowth);
  const { gateway, world } = await server.status();
  expect([gateway.pid, world.pid]).toEqual(pids);
  await warden.ask("eval 6 * 7", /42/);
  expect(server.log).not.toMatch(/"level":"(error|fatal)"/);
  expect(server.log.length - logged, "what an attack may add to the log").toBeLessThan(mostLogged);
  await expect.poll(async () => (await server.status()).sessions, { timeout: 20_000 }).toBe(2);
});

/** By how much each process has grown since the attack began. */
async function growth(): Promise<number[]> {
  const now = await Promise.all(pids.map(residentBytes));
  return now.map((bytes, index) => bytes - (before[index] ?? 0));
}

async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
}

/** Somebody who has just come, and is gone after the test. */
async function visitor(): Promise<TelnetClient> {
  const client = await server.connect();
  visitors.push(client);
  return client;
}

/** A client at the login screen. */
async function stranger(): Promise<TelnetClient> {
  const client = await visitor();
  await client.expect(/quit leaves\./);
  return client;
}

/** Everything that a client was sent, as bytes in latin1. */
function received(client: TelnetClient): string {
  return Buffer.concat(client.bytes).toString("latin1");
}

/** How often a client was answered by a command of telnet. */
function answersIn(client: TelnetClient): number {
  return received(client).match(/\u00ff[\u00fa-\u00fe]/g)?.length ?? 0;
}

describe("while somebody plays", () => {
  it("takes any bytes", async () => {
    const random = seededRandom(20_261);
    const attackers = await Promise.all(Array.from({ length: 32 }, () => visitor()));
    for (let round = 0; round < 16; round++) {
      for (const attacker of attackers) {
        attacker.sendBytes(Buffer.from(Array.from({ length: 4096 }, () => Math.floor(random.next() * 256))));
      }
      await bystander.answered(1);
    }
    for (const attacker of attackers) attacker.end();
    await Promise.all(attackers.map((attacker) => attacker.untilClosed()));
  });

  it("takes any bytes on its other ports", async () => {
    const random = seededRandom(20_262);
    const { ssh, telnetTls } = await server.status();
    const ports = [...ssh, ...telnetTls].map((address) => Number(address.split(":").at(-1)));
    // As far as each protocol has to be understood before anything else is.
    const beginnings = ["", "SSH-2.0-Mallory\r\n", "\x16\x03\x01\x01\x00\x01", "GET /ws HTTP/1.1\r\n"];
    const attackers: TelnetClient[] = [];
    for (const port of [...ports, server.webPort]) {
      for (const beginning of [...beginnings, ...beginnings]) {
        const attacker = await TelnetClient.connect(port);
        attackers.push(attacker);
        attacker.sendBytes(beginning);
        for (let piece = 0; piece < 20; piece++) {
          const length = 1 + Math.floor(random.next() * 200);
          attacker.sendBytes(Buffer.from(Array.from({ length }, () => Math.floor(random.next() * 256))));
        }
      }
    }
    await bystander.answered(20);
    for (const attacker of attackers) attacker.close();
  });

  it("takes every command byte there is, split anywhere", async () => {
    const random = seededRandom(7);
    const attackers = await Promise.all(Array.from({ length: 16 }, () => visitor()));
    for (let round = 0; round < 100; round++) {
      for (const attacker of attackers) {
        const bytes = Array.from({ length: 1 + Math.floor(random.next() * 40) }, () =>
          random.next() < 0.4 ? 240 + Math.floor(random.next() * 16) : Math.floor(random.next() * 256),
        );
        attacker.sendBytes(Buffer.from(bytes));
      }
    }
    for (const attacker of attackers) attacker.end();
    await Promise.all(attackers.map((attacker) => attacker.untilClosed()));
  });

  it("answers the next line after any sequence that broke another server", async () => {
    const tried = hostileBytes.map(async ({ row, bytes, hears = [] }) => {
      const attacker = await stranger();
      const opening = answersIn(attacker);
      attacker.sendBytes(bytes);
      attacker.send("look");
      await attacker.expect(/quit leaves\./);
      const ran = [...received(attacker).matchAll(/"([^"]*)" is not available/g)];
      expect([row, ran.map(([, line]) => line?.replaceAll("\u00ff\u00ff", "\u00ff"))]).toEqual([row, hears]);
      expect(answersIn(attacker) - opening, row).toBeLessThanOrEqual(128);
    });
    await Promise.all(tried);
  });

  it("parts with a client whose compressed bytes unfold to 64 MiB", async () => {
    const attacker = await stranger();
    const bomb = deflateSync(Buffer.alloc(64 * mebibyte, "A"), { level: 9 });
    attacker.sendBytes(Buffer.concat([hex("fffd57fffa57fff0"), bomb]));
    await attacker.untilClosed();
    expect(attacker.heard).toMatch(/too much, too fast/);
  });

  it("follows a window that changes its size a thousand times", async () => {
    const attacker = await server.enterAsNew("Resizer");
    visitors.push(attacker);
    const sizes = Array.from({ length: 1000 }, (_, at) => {
      const size = Buffer.from([0xff, 0xfa, 0x1f, 0, 0, 0, 30, 0xff, 0xf0]);
      size.writeUInt16BE(at === 999 ? 123 : 20 + (at % 100), 3);
      return size;
    });
    attacker.sendBytes(Buffer.concat([hex("fffb1f"), ...sizes]));
    await expect.poll(() => attacker.ask("option", /NOGOAHEAD/i)).toMatch(/123/);
  });

  it("forgets clients that break off in the middle of anything", async () => {
    const left = unfinishedBytes.map(async (bytes) => {
      const attacker = await stranger();
      attacker.sendBytes(bytes);
      attacker.reset();
    });
    await Promise.all(left);
  });

  it("leaves out a line of 1 MiB", async () => {
    const attacker = await stranger();
    attacker.sendBytes(Buffer.alloc(mebibyte, "a"));
    attacker.sendBytes("\r\nlook\r\n");
    const answer = await attacker.expect(/quit leaves\./);
    expect(answer.match(/too long/gi)).toHaveLength(1);
    expect(answer).not.toMatch(/not available/);
  });

  it("parts with a client that sends a line of 20 MB", async () => {
    const attacker = await stranger();
    attacker.sendBytes(Buffer.alloc(20_000_000, "a"));
    attacker.sendBytes("\r\nlook\r\n");
    await attacker.untilClosed();
    expect(attacker.heard).not.toMatch(/not available/);
  });

  it("drops an unfinished subnegotiation of 1 MiB after five seconds of silence", async () => {
    const attacker = await stranger();
    attacker.sendBytes(Buffer.from([0xff, 0xfd, 0xc9, 0xff, 0xfa, 0xc9]));
    attacker.sendBytes(Buffer.alloc(mebibyte, "A"));
    await bystander.playedFor(6000);
    attacker.send("look");
    await attacker.expect(/quit leaves\./);
  });

  it("parts with a client that negotiates without end", async () => {
    const attacker = await visitor();
    attacker.sendBytes(Buffer.from("fffb01".repeat(100_000), "hex"));
    await attacker.untilClosed();
    expect(received(attacker).match(/\u00FF\u00FE\u0001/g)?.length ?? 0).toBeLessThanOrEqual(1);
    expect(attacker.heard).toMatch(/too much, too fast/);
  });

  it("keeps 500 connections that say nothing", async () => {
    await Promise.all(Array.from({ length: 500 }, () => stranger()));
    expect((await server.status()).sessions).toBe(502);
    await bystander.answered(20);
  });

  it("lets 500 connections come and go at once", async () => {
    for (let round = 0; round < 5; round++) {
      const hasty = await Promise.all(Array.from({ length: 100 }, () => visitor()));
      for (const client of hasty) client.close();
    }
  });

  it("parts with a client that never reads [protocols H18]", async () => {
    const sloth = await server.enterAsNew("Sloth");
    visitors.push(sloth);
    await bystander.answered(1);
    sloth.stall();
    // More than what the system itself keeps for such a client.
    const much = `eval for (const one of game.sessions.all()) if (one.account.key === "Sloth") one.msg("m".repeat(1e6))`;
    for (let times = 0; times < 24 && !server.log.includes("slowReader"); times++) {
      await warden.ask(much, /undefined/);
      await bystander.answered(1);
    }
    await expect.poll(() => server.log, { timeout: 20_000 }).toContain('"reason":"slowReader"');
    await bystander.heard("Sloth has left the game");
  });

  it("answers a browser on the telnet port [protocols H15]", async () => {
    const browser = await visitor();
    browser.sendBytes("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    await browser.untilClosed();
    expect(received(browser)).toMatch(/HTTP\/1\.1 400 /);
    expect(received(browser)).toContain(String(server.webPort));
    expect(browser.heard).not.toMatch(/not available|connect NAME/);
  });

  it("answers a TLS hello on the telnet port [protocols H16]", async () => {
    const browser = await visitor();
    browser.sendBytes(Buffer.concat([Buffer.from("160301017001", "hex"), Buffer.alloc(0x170, 3)]));
    await browser.untilClosed();
    expect(Buffer.concat(browser.bytes).toString("hex")).toMatch(/15030100020228$/);
    expect(browser.heard).not.toMatch(/not available|connect NAME/);
  });

  it.skipIf(!hasOpenssl)("keeps 200 connections that begin no handshake, or no end of one", async () => {
    const port = await server.tlsPort();
    const half = Buffer.concat([Buffer.from("16030100f8010000f40303", "hex"), Buffer.alloc(100, 7)]);
    for (let number = 0; number < 200; number++) {
      const client = await TelnetClient.connect(port);
      visitors.push(client);
      if (number % 2 === 0) client.sendBytes(half.subarray(0, number));
    }
    await bystander.answered(20);
    expect((await server.status()).sessions).toBe(2);
  });

  it.skipIf(!hasOpenssl)("tells plain text on the port for TLS where to go [protocols H17]", async () => {
    const client = await TelnetClient.connect(await server.tlsPort());
    client.send("look");
    await client.untilClosed();
    expect(client.heard).toBe(
      `This port needs TLS. Use port ${server.telnetPort} without TLS, or switch TLS on.\r\n`,
    );
  });

  it("takes a PROXY line for text where no proxy is expected [protocols H24]", async () => {
    const client = await visitor();
    client.sendBytes("PROXY TCP4 1.2.3.4 5.6.7.8 1 2\r\n");
    await client.expect(/"PROXY.*is not available/);
    warden.forget();
    warden.send("eval game.sessions.all({ includeUnloggedIn: true }).map((one) => one.address).join()");
    await warden.expect("'127.0.0.1,127.0.0.1,127.0.0.1'");
  });

  it("runs the first 80 of 200 lines in one segment [protocols H19]", async () => {
    const client = await stranger();
    client.sendBytes(Array.from({ length: 200 }, (_, index) => `n${index + 1}\r\n`).join(""));
    await untilCalm(client);
    expect(numbersIn(client.heard)).toEqual(firstNumbers(80));
    expect(client.heard.match(/too fast/gi)).toHaveLength(1);
  });

  it("drops most of 300 lines, and a line of 7000 characters, by telnet and WebSocket [sessions 40]", async () => {
    const client = await stranger();
    client.sendBytes(Array.from({ length: 300 }, (_, index) => `n${index + 1}\r\n`).join(""));
    await untilCalm(client);
    client.send(`n${"x".repeat(6999)}`);
    await client.expect(/too long/i);
    await client.ask("help", /Make a new account/);
    expectLimits(client.heard);

    const socket = new WebSocket(`ws://127.0.0.1:${server.webPort}/ws`, ["v1.evennia.com"]);
    let heard = "";
    socket.on("message", (data) => (heard += (data as Buffer).toString("utf8")));
    const type = (line: string): void => socket.send(JSON.stringify(["text", [line], {}]));
    await expect.poll(() => heard).toContain("quit");
    for (let number = 1; number <= 300; number++) type(`n${number}`);
    await expect
      .poll(
        () => {
          type("help");
          return heard;
        },
        { timeout: 20_000, interval: 300 },
      )
      .toContain("Make a new account");
    type(`n${"x".repeat(6999)}`);
    await expect.poll(() => heard).toMatch(/too long/i);
    expectLimits(heard.replaceAll("&quot;", '"').replaceAll('\\"', '"'));
    socket.terminate();
  });

  it("parts with a client that types a letter now and then, for ever, and runs none of it", async () => {
    const config = await server.read("mudlark.config.ts");
    await server.write(
      "mudlark.config.ts",
      config.replace("game:", "limits: { preLoginTimeout: 2 },\n  game:"),
    );
    expect((await server.verb("reload")).code).toBe(0);
    pids = [pids[0] ?? 0, await server.worldPid()];
    bystander.forget();
    before = await Promise.all(pids.map(residentBytes));
    logged = server.log.length;
    const attacker = await stranger();
    const typing = setInterval(() => attacker.sendBytes("n"), 100);
    await attacker.untilClosed();
    clearInterval(typing);
    expect(attacker.heard).not.toMatch(/not available/);
  });
});

function expectLimits(heard: string): void {
  const ran = numbersIn(heard);
  expect(ran).toEqual(firstNumbers(Math.min(80, ran.length)));
  expect(ran.length).toBeGreaterThan(40);
  expect(heard.match(/too fast/gi)).toHaveLength(1);
  expect(heard.match(/too long/gi)).toHaveLength(1);
  expect(heard).not.toContain("xxx");
}

/** The numbers of the lines `n1`, `n2` … that were run: nobody has such commands, and is told so. */
function numbersIn(heard: string): number[] {
  return [...heard.matchAll(/"n(\d+)" is not available/g)].map((match) => Number(match[1]));
}

function firstNumbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

/** Waits until a client may type again. */
async function untilCalm(client: TelnetClient): Promise<void> {
  await expect
    .poll(
      () => {
        client.send("help");
        return client.heard;
      },
      { timeout: 20_000, interval: 300 },
    )
    .toContain("Make a new account");
}
