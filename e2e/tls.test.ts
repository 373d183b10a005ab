import { spawn } from "node:child_process";
import path from "node:path";
import { connect } from "node:tls";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeCertificate } from "../packages/mudlark/src/gateway/tls/test-certificate.fixture.ts";
import { GameServer } from "./support/game-server.ts";
import { missing, play, type RealClient } from "./support/real-client.ts";
import { Script } from "./support/script.ts";
import { Terminal } from "./support/terminal.ts";

const tintin: RealClient = {
  program: "tt++",
  command: (port) => `tt++ -e '#ssl game 127.0.0.1 ${port}'`,
};

describe.skipIf(missing.has("openssl"))("a server with a certificate", () => {
  let server: GameServer;
  let tlsPort: number;

  beforeAll(async () => {
    server = await GameServer.prepare({
      environment: {
        MUDLARK_WEB_TLS: '{ "cert": "cert.pem", "key": "key.pem" }',
        MUDLARK_TELNET_TLS_ENABLED: "true",
        MUDLARK_TELNET_TLS_PORTS: "[0]",
      },
    });
    makeCertificate(server.directory);
    server.begin();
    await server.untilWorlds(1);
    tlsPort = await server.tlsPort();
  });
  afterAll(() => server[Symbol.asyncDispose]());

  it.skipIf(missing.has("tt++"))("is played on with tt++", async () => {
    await using ann = await play(tintin, tlsPort, "Ann", true);
    ann.type("sessions");
    await ann.expect(/telnet\/tls/);
    ann.type("say Nobody else reads this.");
    await ann.expect(/You say, "Nobody else reads this\."/);
    ann.type("quit");
    await ann.expect(/You quit/);
  });

  it("is reached with openssl", async () => {
    await using visitor = await Terminal.run(`openssl s_client -quiet -crlf -connect 127.0.0.1:${tlsPort}`);
    await visitor.expect(/quit.*leaves/);
    visitor.type("quit");
    await visitor.expect(/Goodbye/);
  });

  it("offers no compression there, and nothing less otherwise, to telnet-probe", async () => {
    await using probe = Script.probe("127.0.0.1", String(tlsPort), "--tls", "--json");
    expect(JSON.parse(await probe.printed)).toMatchObject({
      tls: true,
      offers: ["CHARSET", "EOR", "GMCP", "MSDP", "MSSP", "MXP"],
      asks: ["TTYPE", "NAWS", "NEW-ENVIRON"],
    });
  });

  it.skipIf(missing.has("curl"))("serves pages by HTTPS, and sends plain text elsewhere", async () => {
    const certificate = path.join(server.directory, "cert.pem");
    const status = await curl("--cacert", certificate, `https://localhost:${server.webPort}/api/status`);
    expect(JSON.parse(status)).toMatchObject({ telnetTls: [expect.stringContaining(String(tlsPort))] });
    const page = await curl("--cacert", certificate, "--include", `https://localhost:${server.webPort}/`);
    expect(page).toMatch(/^strict-transport-security: max-age=15552000\r$/im);
    expect(await curl(`telnet://127.0.0.1:${tlsPort}`)).toBe(
      `This port needs TLS. Use port ${server.telnetPort} without TLS, or switch TLS on.\r\n`,
    );
  });

  it("serves a renewed certificate, and everybody plays on [operations 28]", async () => {
    const player = await server.enterAsNew("Bert");
    const before = await server.status();
    const ports = [tlsPort, server.webPort];
    const shown = (): Promise<string[]> => Promise.all(ports.map(fingerprintOn));
    const [old = ""] = await shown();
    expect(await shown()).toEqual([old, old]);
    makeCertificate(server.directory);
    await expect.poll(shown, { timeout: 30_000, interval: 250 }).not.toContain(old);
    const [fresh] = await shown();
    expect(await shown()).toEqual([fresh, fresh]);
    await player.ask("say Still here.", /You say, "Still here\."/);
    const after = await server.status();
    expect([after.gateway.pid, after.world.pid]).toEqual([before.gateway.pid, before.world.pid]);
    const { output } = await server.verb("doctor");
    expect(output).toMatch(/Certificate .*cert\.pem: is valid until/);
  });
});

/** What curl prints; it types a line to whoever reads it, and is content with one answer. */
async function curl(...words: string[]): Promise<string> {
  const child = spawn("curl", ["--silent", "--no-buffer", "--max-time", "20", ...words]);
  let printed = "";
  child.stdout.on("data", (chunk: Buffer) => {
    printed += chunk.toString();
    child.stdin.end();
  });
  child.stdin.on("error", () => {});
  child.stdin.write("look\r\n");
  await new Promise((resolve) => child.once("close", resolve));
  return printed;
}

/** The certificate that a port shows. */
function fingerprintOn(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: "127.0.0.1", port, rejectUnauthorized: false }, () => {
      resolve(socket.getPeerCertificate().fingerprint256);
      socket.destroy();
    });
    socket.once("error", reject);
  });
}
