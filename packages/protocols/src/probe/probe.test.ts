import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { hex } from "../telnet/telnet-peer.suite.ts";
import { TelnetServer } from "../telnet/telnet-server.ts";
import { help, probeArguments } from "./probe-arguments.ts";
import type { Report } from "./report.ts";

const program = path.resolve(import.meta.dirname, "../../bin/telnet-probe.js");

interface Ended {
  readonly code: number | null;
  readonly printed: string;
  readonly complained: string;
}

/** Runs the program. @param onWaiting hears of the port where it waits for a client */
async function probe(
  words: readonly string[],
  onWaiting: (port: number) => void = () => {},
  environment: Record<string, string> = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [program, ...words], { env: { ...process.env, ...environment } });
  let [printed, complained] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (printed += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complained += text;
    const port = /Waiting for a client at 127\.0\.0\.1:(\d+)/.exec(complained)?.[1];
    if (port !== undefined) onWaiting(Number(port));
  });
  const [code] = (await once(child, "close")) as [number | null];
  return { code, printed, complained };
}

/** A server on a free port, for one test. */
async function serve(
  greet: (socket: Socket) => void,
): Promise<{ readonly server: Server; readonly port: string }> {
  const server = createServer((socket) => {
    socket.on("error", () => {});
    greet(socket);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return { server, port: String((server.address() as AddressInfo).port) };
}

/** A server that speaks everything that we speak. */
function speakTelnet(socket: Socket): void {
  const telnet = new TelnetServer({ now: () => performance.now(), loginDelayMs: 0 });
  const flush = (): void => {
    for (let bytes = telnet.takeOutput(); bytes !== null; bytes = telnet.takeOutput()) socket.write(bytes);
  };
  socket.on("data", (chunk) => {
    for (const event of telnet.receive(chunk)) {
      if (event.type === "mssp-request") telnet.sendMssp({ NAME: "Quay", PORT: [4001, 4000] }, event.via);
    }
    flush();
  });
  telnet.start();
  telnet.sendText("\x1b[1mWelcome\x1b[0m to the quay.\n");
  telnet.sendPrompt("> ");
  flush();
}

function entries(report: Report, from: "client" | "server"): readonly string[] {
  return report.exchange.flatMap((entry) => {
    if (entry.from !== from) return [];
    if (entry.type === "negotiation") return [`${entry.verb} ${entry.option}`];
    if (entry.type === "subnegotiation") return [`${entry.option}: ${entry.meaning}`];
    return [entry.type === "text" ? entry.text : entry.command];
  });
}

describe.concurrent("telnet-probe", () => {
  it("tells what a server negotiates", async () => {
    const { server, port } = await serve(speakTelnet);
    const { code, printed } = await probe(["127.0.0.1", port, "--json"]);
    server.close();
    expect(code).toBe(0);
    const report = JSON.parse(printed) as Report;
    expect(report).toMatchObject({
      probed: "server",
      address: `127.0.0.1:${port}`,
      tls: false,
      offers: ["CHARSET", "EOR", "GMCP", "MSDP", "MSSP", "MXP"],
      asks: ["TTYPE", "NAWS", "NEW-ENVIRON"],
      refuses: [],
      ignores: [],
      isCutShort: false,
    });
    const said = entries(report, "server");
    expect(said).toContain("Welcome to the quay.\n> ");
    expect(said).toContain("GA");
    expect(said).toContain("MSSP: NAME=Quay; PORT=4001, 4000");
    expect(said).toContain("CHARSET: REQUEST ;UTF-8;ISO-8859-1;US-ASCII");
    expect(said).toContain("NEW-ENVIRON: SEND USERVAR");
    expect(said).toContain('MSDP: COMMANDS [["LIST","REPORT","RESET","SEND","UNREPORT"]]');
    expect(entries(report, "client")).toContain("CHARSET: ACCEPTED UTF-8");
  });

  it("tells what a client negotiates, compression last", async () => {
    let heard = Buffer.alloc(0);
    const { code, printed } = await probe(["--listen", "0", "--json"], (port) => {
      // What TinTin++ was recorded to answer, with somebody's login name added.
      const client = connect(port, "127.0.0.1");
      const hasSaid = new Set<string>();
      const sayOnce = (digits: string): void => {
        if (!hasSaid.has(digits)) client.write(hex(digits));
        hasSaid.add(digits);
      };
      client.on("data", (bytes) => {
        heard = Buffer.concat([heard, bytes]);
        const asked = heard.toString("hex");
        if (asked.includes("fffb5b"))
          sayOnce("fffb18fffb1ffffa1f0064001efff0fffb27fffd2afffd19fffec9fffe45fffe5b");
        if (asked.includes("fffa1801fff0")) sayOnce("fffa180054494e54494e2b2bfff0");
        if (asked.includes("fffa270100fff0")) sayOnce("fffa27000055534552016a6f65fff0");
        if (asked.includes("fffb57")) sayOnce("fffd56fffd57fffa57fff0789ccbc9");
      });
    });
    expect(code).toBe(0);
    expect(printed).not.toMatch(/joe|6a6f65/);
    const report = JSON.parse(printed) as Report;
    expect(report).toMatchObject({
      probed: "client",
      offers: ["TTYPE", "NAWS", "NEW-ENVIRON"],
      asks: ["CHARSET", "EOR", "MCCP2", "MCCP3"],
      refuses: ["GMCP", "MSDP", "MXP"],
      ignores: ["MSSP"],
      flags: { CLIENTNAME: "TINTIN++", SCREENWIDTH: 100, SCREENHEIGHT: 30, EOR: true, TRUECOLOR: true },
    });
    const said = entries(report, "client");
    expect(said).toContain("NEW-ENVIRON: IS USER=(not shown)");
    // What is compressed is no telnet to read.
    expect(said.at(-1)).toBe("MCCP3: (nothing)");
    expect(heard.toString("latin1")).toMatch(/Goodbye\.\r\n$/);
  });

  it("prints a report that can be read aloud, and nothing that a server could do to a terminal", async () => {
    const { server, port } = await serve((socket) => {
      socket.end(
        Buffer.from("\x1b]0;owned\x07\x1b[2Jhello\u202e\r\nthere\x9b\r\n\xff\xfb\x5d\xff\xfa", "latin1"),
      );
    });
    const { code, printed } = await probe(["127.0.0.1", port], undefined, { FORCE_COLOR: "1" });
    server.close();
    expect(code).toBe(0);
    expect(printed).toBe(`The server at 127.0.0.1:${port}
It offers: ZMP.

What was said
server: | hello.
server: | there
server: WILL ZMP
client: DONT ZMP
`);
  });

  it("stops listening to whoever never stops talking", async () => {
    const { server, port } = await serve((socket) => {
      const shout = (error?: Error | null): void => {
        if (!error) socket.write(Buffer.alloc(65_536, "a\r\n"), shout);
      };
      shout();
    });
    const { code, printed } = await probe(["127.0.0.1", port, "--json"]);
    server.close();
    expect(code).toBe(0);
    expect((JSON.parse(printed) as Report).isCutShort).toBe(true);
    expect(printed.length).toBeLessThan(100_000);
  });

  it("ends with 1 when there is nobody", async () => {
    const { server, port } = await serve(() => {});
    server.close();
    await once(server, "close");
    const refused = await probe(["127.0.0.1", port]);
    expect(refused).toMatchObject({ code: 1, printed: "" });
    expect(refused.complained).toMatch(/^telnet-probe: cannot reach 127\.0\.0\.1:\d+: .*ECONNREFUSED/);
    const lonely = await probe(["--listen", "0", "--timeout", "0.1"]);
    expect(lonely).toMatchObject({ code: 1, printed: "" });
    expect(lonely.complained).toMatch(/nobody came\.\n$/);
  });

  it("explains itself", async () => {
    expect(await probe(["--help"])).toEqual({ code: 0, printed: help, complained: "" });
    expect(await probe(["--version"])).toMatchObject({
      code: 0,
      printed: expect.stringMatching(/^\d+\.\d+\.\d+/),
    });
    const { code, printed, complained } = await probe(["--never"]);
    expect([code, printed]).toEqual([2, ""]);
    expect(complained).toMatch(/^telnet-probe: .*--never.*\nTry telnet-probe --help\.\n$/s);
  });
});

it.each([
  ["", /name a server/],
  ["quay 70000", /"70000" is not the number of a port/],
  ["quay 0", /"0" is not/],
  ["quay 1 2", /too many words/],
  ["--listen --tls", /do not go together/],
  ["--host ::1 quay", /goes with --listen/],
  ["quay --timeout=x", /takes seconds/],
  ["quay --timeout=601", /up to 600/],
])("does not understand %j", (words, problem) => {
  const request = probeArguments(words.split(" ").filter(Boolean), "1.2.3");
  expect(request).toEqual({ type: "wrong", words: expect.stringMatching(problem) });
});
