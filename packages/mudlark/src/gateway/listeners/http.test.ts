import { TelnetService } from "@mudlark/protocols";
import { once } from "node:events";
import { connect } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WebSocket, type ClientOptions } from "ws";
import { resolveConfig } from "../../config/resolve-config.ts";
import type { Command } from "../../link/messages.ts";
import { FakeClock } from "../../testing/fake-clock.ts";
import { Alarms } from "../alarms.ts";
import { Flusher } from "../flusher.ts";
import { gatewaySettingsOf } from "../../config/gateway-settings.ts";
import { OutgoingCommand } from "../outgoing-command.ts";
import { OutgoingText } from "../outgoing-text.ts";
import { viewOf } from "../view.ts";
import { WebSocketWires } from "../web-socket-wires.ts";
import type { Wire } from "../wire.ts";
import type { TelnetWireOptions } from "../wires/telnet-wire.ts";
import { listenHttp, type HttpListener, type HttpOptions } from "./http.ts";

const config = resolveConfig({ directory: "/games/quay", mode: "production", file: {}, environment: {} });
const settings = { ...gatewaySettingsOf(config), outputBacklogBytes: 1024 * 1024 };

/** What a connection would hear, written down. */
class Recorder {
  readonly wire: Wire;
  readonly address: string;
  readonly events: unknown[] = [];

  constructor(wire: Wire, address: string) {
    this.wire = wire;
    this.address = address;
    wire.start({
      ready: () => this.events.push("ready"),
      line: (text, masked) => this.events.push(masked ? { secret: text } : { line: text }),
      tooLong: () => this.events.push("tooLong"),
      command: (command: Command) => this.events.push(command),
      flags: (patch) => this.events.push(patch),
      keepalive: () => this.events.push("keepalive"),
      callsFor: (address) => this.events.push({ callsFor: address }),
      ended: (reason) => {
        this.events.push({ ended: reason });
        wire.close(reason);
      },
      back: () => this.events.push("back"),
      drained: () => {},
      keyChanged: () => {},
    });
  }

  async until(count: number): Promise<void> {
    while (this.events.length < count) await turn();
  }

  send(markup: string, options = {}): void {
    this.wire.sendText(new OutgoingText("text", markup, options), viewOf(this.wire.flags, settings));
  }
}

describe("listenHttp", () => {
  let clock: FakeClock;
  let listener: HttpListener;
  let recorders: Recorder[];
  let isServing: boolean;
  let forwarded: unknown[];
  const clients: WebSocket[] = [];

  const listenTo = (change: Partial<HttpOptions> = {}): Promise<HttpListener> => {
    const telnet: TelnetWireOptions = {
      clock,
      flusher: new Flusher(),
      alarms: new Alarms(clock),
      telnet: new TelnetService({ now: () => clock.monotonic() }),
      backlogBytes: () => settings.outputBacklogBytes,
      mssp: () => ({}),
      webAddress: () => null,
      detects: false,
    };
    const wires = new WebSocketWires({
      clock,
      flusher: new Flusher(),
      settings: () => settings,
      telnet: () => telnet,
    });
    return listenHttp({
      clock,
      host: "127.0.0.1",
      port: 0,
      certificate: null,
      settings: () => settings,
      webSockets: () => ({
        subprotocols: ["json", "gmcp", "telnet", "terminal", "native"],
        ownHosts: ["quay.example"],
        foreignOrigins: true,
      }),
      isServing: () => isServing,
      publicStatus: () => ({ name: "Quay", players: 3 }),
      accept: (client) => recorders.push(new Recorder(wires.make(client), client.address)),
      forward: (request, response, origin) => {
        forwarded.push([request.url, origin]);
        response.end("from the world");
      },
      ...change,
    });
  };

  beforeEach(async () => {
    clock = new FakeClock();
    recorders = [];
    forwarded = [];
    isServing = true;
    listener = await listenTo();
  });

  afterEach(() => {
    for (const client of clients.splice(0)) client.terminate();
    listener.close();
  });

  const page = (path: string, init?: RequestInit): Promise<Response> =>
    fetch(`http://127.0.0.1:${listener.port}${path}`, init);

  const open = (subprotocols: string[], options: ClientOptions = {}): WebSocket => {
    const client = new WebSocket(`ws://127.0.0.1:${listener.port}/ws`, subprotocols, options);
    clients.push(client);
    client.on("error", () => {});
    return client;
  };

  /** The status of a refused upgrade, or 101. */
  const statusOf = (subprotocols: string[], options: ClientOptions = {}): Promise<number> =>
    new Promise((resolve) => {
      const client = open(subprotocols, options);
      client.on("open", () => resolve(101));
      client.on("unexpected-response", (_request, response) => resolve(response.statusCode ?? 0));
    });

  const enter = async (
    subprotocol = "v1.mudlark",
    options: ClientOptions = {},
  ): Promise<[WebSocket, Recorder]> => {
    const client = open([subprotocol], options);
    await once(client, "open");
    while (recorders.length === 0) await turn();
    // A silent client of v1.mudlark is let in after a moment.
    clock.advance(settings.loginDelayMs);
    return [client, recorders.at(-1) as Recorder];
  };

  it("says that it lives, whether it serves, and what the game is", async () => {
    expect((await page("/healthz")).status).toBe(200);
    expect((await page("/readyz")).status).toBe(200);
    isServing = false;
    const notReady = await page("/readyz");
    expect(notReady.status).toBe(503);
    expect(await notReady.json()).toEqual({ ready: false, reasons: ["world"] });
    const status = await page("/api/status?x=1");
    expect(status.headers.get("access-control-allow-origin")).toBe("*");
    expect(await status.json()).toEqual({ name: "Quay", players: 3 });
  });

  it("refuses to change its own pages", async () => {
    const refused = await page("/healthz", { method: "POST", body: "x" });
    expect(refused.status).toBe(405);
    expect(refused.headers.get("allow")).toBe("GET, HEAD");
    expect((await page("/readyz", { method: "HEAD" })).status).toBe(200);
    expect(forwarded).toEqual([]);
  });

  it("lets the world answer everything else, and says who asks", async () => {
    const headers = { "x-forwarded-for": "203.0.113.9", "x-forwarded-proto": "https" };
    expect(await (await page("/help?topic=look", { headers })).text()).toBe("from the world");
    expect(forwarded).toEqual([["/help?topic=look", { address: "203.0.113.9", secure: true }]]);
  });

  it("[protocols W01] speaks v1.evennia.com to a client that names no subprotocol", async () => {
    const client = new WebSocket(`ws://127.0.0.1:${listener.port}/ws`);
    clients.push(client);
    await once(client, "open");
    expect(client.protocol).toBe("");
    while (recorders.length === 0) await turn();
    const [recorder] = recorders;
    recorder?.send("a |rred|n&<b>");
    const [data] = (await once(client, "message")) as [Buffer];
    expect(JSON.parse(data.toString())).toEqual([
      "text",
      ['a <span class="color-009">red</span>&amp;&lt;b&gt;'],
      {},
    ]);
  });

  it("[protocols W03] refuses subprotocols that it does not know, and names its own", async () => {
    expect(await statusOf(["chat.example.org"])).toBe(400);
    expect(recorders).toEqual([]);
  });

  it("[protocols W02] chooses the best of what is offered", async () => {
    const client = open(["telnet.mudstandards.org", "gmcp.mudstandards.org"]);
    await once(client, "open");
    expect(client.protocol).toBe("gmcp.mudstandards.org");
    const native = open(["v1.evennia.com", "v1.mudlark"]);
    await once(native, "open");
    expect(native.protocol).toBe("v1.mudlark");
  });

  it("[protocols W04] lets in pages of its own host and of allowed ones, and programs; no other page", async () => {
    const own = `http://127.0.0.1:${listener.port}`;
    expect(await statusOf(["v1.mudlark"], { origin: own })).toBe(101);
    expect(await statusOf(["v1.mudlark"], { origin: "https://quay.example" })).toBe(101);
    expect(await statusOf(["v1.mudlark"])).toBe(101);
    expect(await statusOf(["v1.mudlark"], { origin: "https://elsewhere.example" })).toBe(403);
    expect(await statusOf(["v1.evennia.com"], { origin: "null" })).toBe(403);
    const foreign = { origin: "https://elsewhere.example", headers: { cookie: "session=stolen" } };
    expect(await statusOf(["terminal.mudstandards.org"], foreign)).toBe(101);
    expect(recorders.at(-1)?.wire.flags.CLIENTNAME).toBe("terminal.mudstandards.org");
  });

  it("upgrades nothing but /ws", async () => {
    const client = new WebSocket(`ws://127.0.0.1:${listener.port}/other`);
    const status = new Promise((resolve) =>
      client.on("unexpected-response", (_request, response) => resolve(response.statusCode)),
    );
    expect(await status).toBe(404);
  });

  it("[protocols P07] takes the address that a trusted proxy tells", async () => {
    const headers = { "x-forwarded-for": "6.6.6.6, 203.0.113.9, 127.0.0.1" };
    const [, recorder] = await enter("v1.mudlark", { headers });
    expect(recorder.address).toBe("203.0.113.9");
  });

  it("[protocols P08] takes the other end's address when a stranger claims another", async () => {
    listener.close();
    listener = await listenTo({ settings: () => ({ ...settings, trustedProxies: ["192.0.2.1"] }) });
    const [, recorder] = await enter("v1.mudlark", { headers: { "x-forwarded-for": "203.0.113.9" } });
    expect(recorder.address).toBe("127.0.0.1");
  });

  it("says which port it cannot have", async () => {
    await expect(listenTo({ port: listener.port })).rejects.toMatchObject({ code: "LISTEN_FAILED" });
  });

  it("[protocols W05] takes lines and messages", async () => {
    const [client, recorder] = await enter();
    client.send('["text",["look"],{}]');
    client.send('["window_size",[100,40],{}]');
    await recorder.until(3);
    expect(recorder.events).toEqual([
      "ready",
      { line: "look" },
      { name: "window_size", args: [100, 40], kwargs: {} },
    ]);
  });

  it("[protocols W06] ignores frames that make no sense, until there are too many", async () => {
    const [client, recorder] = await enter();
    for (const nonsense of ['["text","look",{}]', "[]", "{}", "nul", '["text"]']) client.send(nonsense);
    client.send(Buffer.from('["text",["bytes"],{}]'), { binary: true });
    client.send('["text",["look"],{}]');
    await recorder.until(2);
    expect(recorder.events).toEqual(["ready", { line: "look" }]);
    for (let count = 0; count < 40; count++) client.send("?");
    const [code] = (await once(client, "close")) as [number];
    expect(code).toBe(1008);
    expect(recorder.events.at(-1)).toEqual({ ended: "flood" });
  });

  it("[protocols W11] forgives two frames of text that is none, and not the third", async () => {
    const [client, recorder] = await enter("terminal.mudstandards.org");
    const broken = Buffer.from("636166e9", "hex");
    client.send(broken);
    client.send(broken);
    client.send(Buffer.from("look"));
    await recorder.until(2);
    expect(recorder.events).toEqual(["ready", { line: "look" }]);
    client.send(broken);
    const [code] = (await once(client, "close")) as [number];
    expect(code).toBe(1007);
    expect(recorder.events.slice(2)).toEqual([{ ended: "gone" }]);
  });

  it("[protocols W12] speaks telnet inside binary frames, without compression", async () => {
    const client = open(["telnet.mudstandards.org"]);
    const [opening] = (await once(client, "message")) as [Buffer];
    expect(opening.toString("hex")).toBe("fffd18fffd1ffffd27fffb2afffb19fffbc9fffb45fffb46fffb5b");
    const recorder = recorders.at(-1) as Recorder;
    const input = Buffer.from("fffb1ffffa1f00640028fff06c6f6f6b0d0a", "hex");
    for (const byte of input) client.send(Buffer.of(byte));
    await recorder.until(2);
    clock.advance(settings.loginDelayMs);
    await recorder.until(4);
    expect(recorder.events.slice(-2)).toEqual(["ready", { line: "look" }]);
    expect(recorder.wire.flags).toMatchObject({ SCREENWIDTH: 100, SCREENHEIGHT: 40 });
    client.send("look");
    const [code] = (await once(client, "close")) as [number];
    expect(code).toBe(1003);
    await recorder.until(5);
    expect(recorder.events.at(-1)).toEqual({ ended: "lost" });
  });

  it("says by number why it ends telnet inside a WebSocket", async () => {
    const client = open(["telnet.mudstandards.org"]);
    await once(client, "message");
    const recorder = recorders.at(-1) as Recorder;
    recorder.send("Good bye.");
    recorder.wire.close("serverStop");
    const heard: Buffer[] = [];
    client.on("message", (data: Buffer) => heard.push(data));
    const [code] = (await once(client, "close")) as [number];
    expect(code).toBe(1001);
    expect(Buffer.concat(heard).toString("latin1")).toContain("Good bye.\r\n");
    while (clock.waiting > 0) clock.advance(5000);
  });

  it("cuts off one that speaks telnet inside a WebSocket and does not read", async () => {
    const client = open(["telnet.mudstandards.org"]);
    await once(client, "message");
    const recorder = recorders.at(-1) as Recorder;
    client.pause();
    const line = "x".repeat(256 * 1024);
    while (!recorder.events.some((event) => typeof event === "object")) {
      recorder.send(line);
      await turn();
    }
    expect(recorder.events.at(-1)).toEqual({ ended: "slowReader" });
  });

  it("[protocols W13] closes on a frame that is too large", async () => {
    const [client, recorder] = await enter();
    client.send("x".repeat(65_537));
    const [code] = (await once(client, "close")) as [number];
    expect(code).toBe(1009);
    await recorder.until(2);
    expect(recorder.events).toEqual(["ready", { ended: "gone" }]);
  });

  it("[protocols W14] cuts off a client that answers no ping", async () => {
    const [client, recorder] = await enter("v1.mudlark", { autoPong: false });
    const closed = once(client, "close");
    clock.advance(59_000);
    expect(recorder.events).toEqual(["ready"]);
    clock.advance(6000);
    await closed;
    expect(recorder.events).toEqual(["ready", { ended: "lost" }]);
    expect(clock.waiting).toBe(0);
  });

  it("keeps a client that answers", async () => {
    const [client, recorder] = await enter();
    for (let round = 0; round < 4; round++) {
      const pinged = once(client, "ping");
      clock.advance(30_000);
      await pinged;
      client.send(`["text",["${round}"],{}]`);
      await recorder.until(round + 2);
    }
    expect(client.readyState).toBe(client.OPEN);
  });

  it("[protocols W15] shows what looks like a link or an element as the text that it is", async () => {
    const [client, recorder] = await enter();
    recorder.send("<img onerror=x> |lujavascript:x|lty|le");
    const [data] = (await once(client, "message")) as [Buffer];
    const shown = JSON.stringify(JSON.parse(data.toString()));
    expect(shown).toContain("<img onerror=x>");
    expect(shown).not.toContain('"link"');
  });

  it("marks the answer to a hidden question, and only that", async () => {
    const [client, recorder] = await enter();
    recorder.wire.hideInput();
    recorder.send("Password:", { echo: false });
    const [data] = (await once(client, "message")) as [Buffer];
    expect(JSON.parse(data.toString())).toEqual([
      "text",
      ["Password:"].map((text) => [text]),
      { echo: false, seq: 1 },
    ]);
    client.send('["text",["swordfish"],{}]');
    client.send('["text",["look"],{}]');
    await recorder.until(3);
    expect(recorder.events.slice(1)).toEqual([{ secret: "swordfish" }, { line: "look" }]);
  });

  it("closes with the number that fits the reason, after the last words", async () => {
    const [client, recorder] = await enter();
    recorder.send("Goodbye.");
    recorder.wire.close("displaced");
    const heard: string[] = [];
    client.on("message", (data: Buffer) => heard.push(data.toString()));
    const [code] = (await once(client, "close")) as [number];
    expect(code).toBe(4001);
    expect(heard).toEqual(['["text",[["Goodbye."]],{"seq":1}]']);
    while (clock.waiting > 0) await turn();
  });

  it("takes a goodbye, and a closed window, for what they are", async () => {
    const [client, recorder] = await enter();
    client.send('["websocket_close",[],{}]');
    await once(client, "close");
    expect(recorder.events.at(-1)).toEqual({ ended: "quit" });
    const [second, other] = await enter();
    second.terminate();
    await other.until(2);
    expect(other.events.at(-1)).toEqual({ ended: "lost" });
  });

  it("cuts off a client that does not read", async () => {
    const [client, recorder] = await enter();
    client.pause();
    const megabyte = "x".repeat(1024 * 1024);
    while (recorder.events.length < 2) {
      recorder.wire.sendCommand(new OutgoingCommand({ name: "big", args: [megabyte], kwargs: {} }));
      await turn();
    }
    expect(recorder.events.at(-1)).toEqual({ ended: "slowReader" });
  });

  it("survives clients that go away in the middle of everything", async () => {
    for (const bytes of [
      "GET /ws HTTP/1.1\r\nHost: x\r\n",
      "GET /ws HTTP/1.1\r\nUpgrade: websocket\r\n\r\n",
      "\0\r\n",
    ]) {
      const socket = connect(listener.port, "127.0.0.1");
      socket.on("error", () => {});
      socket.write(bytes);
      await once(socket, "connect");
      socket.resetAndDestroy();
    }
    expect((await page("/healthz")).status).toBe(200);
  });
});

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
