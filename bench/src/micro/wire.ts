/**
 * What clients cost the gateway: telnet taken apart, text rendered for each kind of client, compression and its memory
 * per connection, handshakes of TLS and SSH.
 *
 * Run: `npx node --conditions=source --expose-gc bench/src/micro/wire.ts`
 */
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { TelnetServer } from "@mudlark/protocols";
import { systemClock } from "../../../packages/mudlark/src/base/clock.ts";
import { silentLogger } from "../../../packages/mudlark/src/base/logger.ts";
import { makeCertificate } from "../../../packages/mudlark/src/gateway/tls/test-certificate.fixture.ts";
import { TlsHandshakes } from "../../../packages/mudlark/src/gateway/tls/tls-handshakes.ts";
import { WatchedCertificate } from "../../../packages/mudlark/src/gateway/tls/watched-certificate.ts";
import { testGateway } from "../../../packages/mudlark/src/gateway/test-gateway.fixture.ts";
import { deflaterMaker } from "../../../packages/mudlark/src/gateway/wires/deflater.ts";
import { renderAnsi } from "../../../packages/mudlark/src/text/render/render-ansi.ts";
import { abilitiesOf } from "../../../packages/mudlark/src/text/render/text-abilities.ts";

const mebibyte = 1024 * 1024;
const room =
  "|cHall of Mirrors|n\nA long hall. |rRed|n curtains, |#ffa500amber|n light, and a |[b|wdoor|n.\n" +
  "|wExits:|n |lcnorth|ltnorth|le, |lceast|lteast|le\n";

measureDecoder("lines of 24 letters", "say good evening, folks\r\n");
measureDecoder("lines of 6 letters", "north\r\n");
measureDecoder("lines in UTF-8", "say Schöne Grüße, 你好, café\r\n");
measureDecoder("GMCP messages", '\u00FF\u00FA\u00C9Char.Vitals {"hp":42,"mp":7}\u00FF\u00F0');
measureRenderer();
await measureCompression();
await measureHandshakes();
await measureSshSignIns();

/** @param unit in latin1, so that telnet's own bytes can stand in it, unless it is text beyond that */
function measureDecoder(what: string, unit: string): void {
  let now = 0;
  const server = new TelnetServer({ now: () => now });
  server.start();
  server.receive(Uint8Array.of(0xff, 0xfd, 0xc9));
  while (server.takeOutput() !== null);
  const isLatin1 = [...unit].every((letter) => (letter.codePointAt(0) ?? 0) < 256);
  const chunk = Buffer.from(unit.repeat(Math.ceil(1024 / unit.length)), isLatin1 ? "latin1" : "utf8");
  const rounds = Math.floor((16 * mebibyte) / chunk.length);
  let events = 0;
  const pass = (): void => {
    for (let round = 0; round < rounds; round++) {
      // Nobody may send so much in earnest: for the limits, a second goes by with each kilobyte.
      now += 1000;
      events += server.receive(chunk).length;
    }
  };
  pass();
  events = 0;
  const seconds = timed(pass);
  const bytes = (rounds * chunk.length) / mebibyte / seconds;
  console.log(`decoder: ${what}: ${bytes.toFixed(0)} MiB/s, ${thousands(events / seconds)} events/s`);
}

function measureRenderer(): void {
  const settings = { screenReaderStrip: String.raw`\+-+|\+$|\+~|--+|~~+|==+`, mslp: true };
  const clients: Readonly<Record<string, Parameters<typeof abilitiesOf>[0]>> = {
    "no colours": {},
    "16 colours": { ANSI: true },
    "256 colours": { ANSI: true, XTERM256: true },
    "every colour": { ANSI: true, TRUECOLOR: true },
    "every colour and MXP": { ANSI: true, TRUECOLOR: true, MXP: true },
    "every colour and OSC 8": { ANSI: true, TRUECOLOR: true, OSC8: true, OSC8_SEND: true },
    "16 colours and MSLP": { ANSI: true, MSLP: true },
    "a screen reader": { SCREENREADER: true },
  };
  for (const [what, flags] of Object.entries(clients)) {
    const abilities = abilitiesOf(flags, {}, settings);
    const times = 100_000;
    const pass = (): void => {
      for (let count = 0; count < times; count++) renderAnsi(room, abilities);
    };
    pass();
    const seconds = timed(pass);
    const letters = (times * room.length) / mebibyte / seconds;
    console.log(`renderer: ${what}: ${thousands(times / seconds)} rooms/s, ${letters.toFixed(0)} MiB/s`);
  }
}

async function measureCompression(): Promise<void> {
  const connections = 2000;
  const batches = 80;
  for (const windowBits of [13, 15]) {
    const make = deflaterMaker({ enabled: true, windowBits, memLevel: 6, level: 6, overTls: false });
    const before = await memory();
    const deflaters = Array.from({ length: connections }, make);
    let sent = 0;
    const seconds = timed(() => {
      for (let batch = 0; batch < batches; batch++) {
        const text = Buffer.from(room.repeat(4) + String(batch));
        for (const deflater of deflaters) sent += deflater.deflate(text).length;
      }
    });
    const each = ((await memory()) - before) / connections / 1024;
    const micros = (seconds * 1e6) / connections / batches;
    const share = (sent / connections / batches / (room.length * 4)) * 100;
    console.log(
      `MCCP2, windowBits ${windowBits}: ${each.toFixed(1)} KiB per connection (of ${deflaters.length}), ` +
        `${micros.toFixed(0)} µs for ${room.length * 4} letters, which become ${share.toFixed(0)} %`,
    );
  }
}

/** Whole handshakes, none resumed, with clients in threads of their own. */
async function measureHandshakes(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "mudlark-bench-tls-"));
  const certificate = new WatchedCertificate({
    files: makeCertificate(folder),
    clock: systemClock,
    logger: silentLogger,
  });
  const handshakes = new TlsHandshakes({ clock: systemClock, logger: silentLogger, certificate });
  const server = createServer({ noDelay: true }, (socket) => {
    socket.on("error", () => {});
    void handshakes.shake(socket).then((client) => client?.on("error", () => {}).end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  for (const version of ["TLSv1.2", "TLSv1.3"]) {
    await measureCallers(`TLS handshakes, ${version}, P-256`, "tls-client.ts", { port, version });
  }
  server.close();
  certificate.close();
  rmSync(folder, { recursive: true });
}

/** Connections to a whole gateway up to the end of the sign-in, as a user that needs no password. */
async function measureSshSignIns(): Promise<void> {
  const limits = { connectionsPerSecond: 0, connectionsPerIp: 0 };
  const game = await testGateway(systemClock, { limits, ssh: { enabled: true, port: 0 } });
  await game.serve();
  await measureCallers("SSH sign-ins, Ed25519", "ssh-client.ts", { port: game.sshPort });
  await game.close();
}

/** Two threads call, one connection after the other, and say when they have got through. */
async function measureCallers(what: string, program: string, workerData: object): Promise<void> {
  const callers = [1, 2].map(() => new Worker(new URL(program, import.meta.url), { workerData }));
  let done = 0;
  for (const caller of callers) caller.on("message", () => done++);
  await pause(1000);
  done = 0;
  const processor = process.threadCpuUsage();
  await pause(3000);
  const { user, system } = process.threadCpuUsage(processor);
  console.log(
    `${what}: ${thousands(done / 3)}/s with two clients, ` +
      `${thousands(done / ((user + system) / 1e6))} per second of one processor`,
  );
  await Promise.all(callers.map((caller) => caller.terminate()));
}

/** Seconds that it took. */
function timed(work: () => void): number {
  const began = performance.now();
  work();
  return (performance.now() - began) / 1000;
}

/** Bytes in use, after the rubbish is out. */
async function memory(): Promise<number> {
  for (let round = 0; round < 5; round++) {
    globalThis.gc?.();
    await pause(20);
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function thousands(number: number): string {
  return Math.round(number).toLocaleString("en");
}
