import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { BrowserSocket } from "./support/browser-socket.ts";
import { GameServer, password, superuser } from "./support/game-server.ts";

let server: GameServer;

beforeAll(async () => {
  server = await GameServer.start();
});
afterAll(() => server[Symbol.asyncDispose]());

/** What the server says to an upgrade that it refuses. */
async function refusal(subprotocols: string[], origin?: string): Promise<{ status: number; body: string }> {
  const socket = new WebSocket(
    `ws://127.0.0.1:${server.webPort}/ws`,
    subprotocols,
    origin === undefined ? {} : { origin },
  );
  return new Promise((resolve, reject) => {
    socket.once("open", () => reject(new Error("it was let in")));
    socket.on("error", () => {});
    socket.once("unexpected-response", (_request, response) => {
      let body = "";
      response.on("data", (chunk: Buffer) => (body += chunk.toString()));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body }));
    });
  });
}

const ways: readonly { readonly name: string; readonly offer?: string; readonly spoken: string }[] = [
  { name: "v1.mudlark", offer: "v1.mudlark", spoken: "v1.mudlark" },
  { name: "v1.evennia.com", offer: "v1.evennia.com", spoken: "v1.evennia.com" },
  // A client without a wish gets no subprotocol named in the answer.
  { name: "no subprotocol", spoken: "" },
];

describe.each(ways)("a browser that offers $name", ({ offer, spoken }) => {
  it("logs in, looks and quits", async () => {
    const client = await BrowserSocket.connect(server.webPort, offer);
    expect(client.socket.protocol).toBe(spoken);
    await client.expect(/Testing Grounds/);
    client.type(`connect ${superuser.name} ${superuser.password}`);
    await client.expect(/"logged_in"/);
    await client.expect(/become.*Warden/);
    client.type("look");
    const [name, args] = await client.expect(/grey room/);
    expect(name).toBe("text");
    if (spoken === "v1.mudlark") expect(typeof args[0]).toBe("object");
    else expect(args[0]).toMatch(/<span class="/);
    client.type("quit");
    await client.expect(/quit/i);
    expect(await client.closeCode()).toBe(1000);
  });
});

/** What it has in common is that text comes and goes in frames of bytes. */
async function terminal(subprotocol: string): Promise<{
  readonly socket: WebSocket;
  /** Everything that was shown, and everything else that came. */
  readonly heard: { text: string; rest: string };
  expect(pattern: RegExp): Promise<void>;
}> {
  const socket = new WebSocket(`ws://127.0.0.1:${server.webPort}/ws`, [subprotocol], {
    origin: "https://a-client.example",
  });
  const heard = { text: "", rest: "" };
  socket.on("message", (data, isBinary) => {
    heard[isBinary ? "text" : "rest"] += (data as Buffer).toString("utf8");
    socket.emit("heard");
  });
  await new Promise((resolve) => socket.once("open", resolve));
  return {
    socket,
    heard,
    async expect(pattern) {
      while (!pattern.test(heard.text + heard.rest))
        await new Promise((resolve) => socket.once("heard", resolve));
    },
  };
}

describe.each(["json", "gmcp", "terminal", "telnet"] as const)(
  "a page of another site that speaks %s.mudstandards.org",
  (kind) => {
    it("logs in, looks, pings and quits", async () => {
      const client = await terminal(`${kind}.mudstandards.org`);
      const { socket, heard } = client;
      expect(socket.protocol).toBe(`${kind}.mudstandards.org`);
      const type = (line: string): void => socket.send(Buffer.from(`${line}\r\n`), { binary: true });
      await client.expect(/Testing Grounds/);
      type(`connect ${superuser.name} ${superuser.password}`);
      await client.expect(/become.*Warden/);
      type("look");
      await client.expect(/grey room.*\r\n/);
      if (kind === "json") {
        socket.send('{"proto":"gmcp","id":"Core.Ping","data":""}');
        await client.expect(/\{"proto":"gmcp","id":"Core.Ping","data":""\}/);
      }
      if (kind === "gmcp") {
        socket.send('Core.Hello {"client":"Tester","version":"1"}');
        socket.send("Core.Ping");
        await client.expect(/Core\.Ping/);
        socket.send('Core.Supports.Set ["Room 1"]');
        await client.expect(/Room\.Info \{"num":2,"name":"Limbo"/);
        await client.expect(/Room\.Players \[/);
        expect(heard.rest).not.toContain("Char.Name");
      }
      type("info");
      type("quit");
      const code = await new Promise((resolve) => socket.once("close", resolve));
      expect(code).toBe(1000);
      expect(heard.text).not.toContain("<span");
    });
  },
);

describe("a client that logs in by itself", () => {
  it("is known again by its token after the world was killed, and hears of things around", async () => {
    await server.enterAsNew("Keeper").then((telnet) => telnet.ask("quit", /quit/i));
    const supports = 'Core.Supports.Set ["Char 1","Char.Items 1","Char.Login 2"]';
    const tokenIn = (rest: string): string =>
      /Char\.Login\.Token \{"account":"Keeper","token":"([\w-]{43})","secure_only":false\}/.exec(rest)?.[1] ??
      "";

    const first = await terminal("gmcp.mudstandards.org");
    first.socket.send(supports);
    await first.expect(/Char\.Login\.Default \{"type":\["password-credentials"\],"version":2\}/);
    first.socket.send(
      `Char.Login.Credentials ${JSON.stringify({ account: "Keeper", password, version: 2 })}`,
    );
    await first.expect(/Char\.Login\.Result \{"success":true\}/);
    await first.expect(/Char\.Login\.Token \{/);
    const token = tokenIn(first.heard.rest);
    const worlds = server.pastWorlds.length;
    process.kill(await server.worldPid(), "SIGKILL");
    await server.untilWorlds(worlds + 1);
    first.socket.close();

    const second = await terminal("gmcp.mudstandards.org");
    second.socket.send(supports);
    await second.expect(/Char\.Login\.Default/);
    second.socket.send(`Char.Login.Reconnect ${JSON.stringify({ account: "Keeper", token, version: 2 })}`);
    await second.expect(/Char\.Login\.Result \{"success":true\}/);
    await second.expect(/Char\.Login\.Token \{/);
    expect(tokenIn(second.heard.rest)).not.toBe(token);
    await second.expect(/Char\.Items\.List \{"location":"inv","items":\[\]\}/);
    await second.expect(/Char\.Items\.List \{"location":"room"/);

    const thief = await terminal("gmcp.mudstandards.org");
    thief.socket.send(supports);
    await thief.expect(/Char\.Login\.Default/);
    thief.socket.send(`Char.Login.Reconnect ${JSON.stringify({ account: "Keeper", token, version: 2 })}`);
    await thief.expect(/Char\.Login\.Result \{"success":false,"message":"That saved login/);
    for (const { socket } of [second, thief]) socket.close();
    expect(server.log).not.toContain(token);
  });
});

describe("a client that lost its connection", () => {
  const enter = async (name: string): Promise<{ client: BrowserSocket; token: unknown }> => {
    await server.enterAsNew(name).then((telnet) => telnet.ask("quit", /quit/i));
    const client = await BrowserSocket.connect(server.webPort, "v1.mudlark");
    await client.expect(/Testing Grounds/);
    client.type(`connect ${name} ${password}`);
    const [, [token]] = await client.expect(/"resume_token"/);
    await client.expect(/grey room/);
    return { client, token };
  };

  const resume = async (token: unknown, last: number): Promise<BrowserSocket> => {
    const client = await BrowserSocket.connect(server.webPort, "v1.mudlark");
    client.send("resume", [token, last]);
    return client;
  };

  it("goes on past a reload and a crash, with each line said once and heard once", async () => {
    const { client, token } = await enter("Rover");
    const other = await server.enterAsNew("Stayer");
    await client.expect(/Stayer has entered/);
    client.type("say one", { seq: 1 });
    await client.expect(/You say, \\"one/);
    client.socket.terminate();
    // What has come so far is out of the way.
    await other.expect(/Rover says, "one"/);
    other.send("say while you were away");
    await other.expect(/You say/);
    expect((await server.verb("reload")).code).toBe(0);
    const worlds = server.pastWorlds.length;
    process.kill(await server.worldPid(), "SIGKILL");
    await server.untilWorlds(worlds + 1);
    expect(await other.ask("who", /accounts? (?:is|are) connected/)).toContain("Rover");

    const back = await resume(token, client.last);
    const [, [heard]] = await back.expect(/"resumed"/);
    expect(heard).toBe(1);
    back.type("say one", { seq: 1 });
    back.type("say two", { seq: 2 });
    back.type("say two", { seq: 2 });
    const [, [newToken]] = await back.expect(/"resume_token"/);
    await back.expect(/Stayer says, \\"while you were away/);
    await back.expect(/world has restarted/);
    await back.expect(/You say, \\"two/);
    back.type("say three", { seq: 3 });
    await other.expect(/Rover says, "three"/);
    expect(other.heard.match(/Rover says, "one"/g)).toHaveLength(1);
    expect(other.heard.match(/Rover says, "two"/g)).toHaveLength(1);
    expect(other.heard).not.toMatch(/Rover has (?:left|entered)/);

    const thief = await resume(token, 0);
    await thief.expect(/"resume_failed"/);
    await thief.expect(/Testing Grounds/);
    thief.socket.close(1000);

    back.type("quit", { seq: 4 });
    expect(await back.closeCode()).toBe(1000);
    await other.expect(/Rover has left the game/);
    const late = await resume(newToken, back.last);
    await late.expect(/"resume_failed"/);
    late.socket.close(1000);
  });

  it("is replaced by a login from elsewhere, and the room hears nothing", async () => {
    const { client, token } = await enter("Mover");
    const other = await server.enterAsNew("Looker");
    client.socket.terminate();
    const telnet = await server.enter("Mover");
    await telnet.ask("look", /grey room/);
    const late = await resume(token, client.last);
    await late.expect(/"resume_failed"/);
    late.socket.close(1000);
    await other.ask("look", /Mover/);
    expect(other.heard).not.toMatch(/Mover has (?:left|entered)/);
  });
});

describe("the reference's own browser client", () => {
  it("works unchanged", async () => {
    const witness = await server.enterAsNew("Witness");
    await server.enterAsNew("Refer").then((telnet) => telnet.ask("quit", /quit/i));
    // It puts keys of its own and the browser's name behind the address.
    const client = await BrowserSocket.connect(server.webPort, "v1.evennia.com", {
      search: "?0a1b2c3d&1700000000000&chrome",
    });
    const frames: string[] = [];
    client.socket.on("message", (data, isBinary) => {
      expect(isBinary).toBe(false);
      frames.push((data as Buffer).toString("utf8"));
    });
    await client.expect(/"text",\["<span.*Testing Grounds/);
    client.sendFrame('["text",["connect Refer"],{}]');
    const [prompt, [question], options] = await client.expect(/Password/);
    expect([prompt, question, options["echo"]]).toEqual(["prompt", "Password: ", false]);
    client.sendFrame(`["text",["${password}"],{}]`);
    expect(await client.expect(/"logged_in"/)).toEqual(["logged_in", [], {}]);
    await client.expect(/grey room/);

    client.sendFrame('["webclient_options",[],{"cmdid":0}]');
    expect(await client.expect(/"webclient_options"/)).toEqual(["webclient_options", [], {}]);
    client.sendFrame('["webclient_options",[],{"helpPane":true,"cmdid":1}]');
    client.sendFrame('["webclient_options",[],{"cmdid":2}]');
    expect((await client.expect(/"webclient_options"/))[2]).toEqual({ helpPane: true });

    client.sendFrame('["client_options",[],{"get":true,"cmdid":2}]');
    expect((await client.expect(/"client_options"/))[2]).toMatchObject({ ANSI: true, TRUECOLOR: true });
    client.sendFrame('["get_inputfuncs",[],{"cmdid":3}]');
    expect((await client.expect(/"get_inputfuncs"/))[2]).toHaveProperty("get_value");
    client.sendFrame('["get_value",[],{"name":"name","cmdid":4}]');
    expect((await client.expect(/"get_value"/))[2]).toMatchObject({ name: "name", value: "Refer" });
    client.sendFrame('["is_typing_setup",[],{}]');
    expect((await client.expect(/"is_typing"/))[0]).toBe("is_typing");

    // Its keepalive says nothing, and is answered by nothing.
    const before = frames.length;
    client.sendFrame('["text",["idle"],{}]');
    client.sendFrame('["echo",["a <b> & |rc|n"],{}]');
    expect(await client.expect(/"text"/)).toEqual(["text", ["a &lt;b&gt; &amp; |rc|n"], { type: "echo" }]);
    expect(frames).toHaveLength(before + 1);

    client.sendFrame('["text",["say |lcquit|ltFree|le <i>gold</i>"],{"cmdid":5}]');
    await client.expect(/You say, .*Free &lt;i&gt;gold/);
    await witness.expect('Refer says, "Free <i>gold</i>"');
    // Every frame is [name, arguments, named arguments], as compact as JSON can be, and brings no script.
    for (const frame of frames) {
      const [name, args, kwargs] = JSON.parse(frame) as [unknown, unknown, unknown];
      expect([typeof name, Array.isArray(args), typeof kwargs]).toEqual(["string", true, "object"]);
      expect(JSON.stringify([name, args, kwargs])).toBe(frame);
      expect(frame).not.toMatch(/<script|onclick|javascript:|"seq"/);
    }
    client.sendFrame('["websocket_close",[],{}]');
    await witness.expect(/Refer has left the game/);
    expect(await client.closeCode()).toBe(1000);
  });
});

describe("the browsers' door", () => {
  it("lets telnet and browsers hear each other, and nobody write HTML", async () => {
    const telnet = await server.enterAsNew("Tess");
    const browser = await BrowserSocket.connect(server.webPort, "v1.evennia.com");
    await browser.expect(/Testing Grounds/);
    browser.type(`connect ${superuser.name} ${superuser.password}`);
    await browser.expect(/grey room/);
    telnet.send("say <b onclick='x'>hear</b> |rme|n");
    const [, [text]] = await browser.expect(/Tess says/);
    expect(text).toContain("&lt;b onclick=");
    expect(text).not.toContain("<b");
    expect(text).toContain("|rme|n");
    browser.type("say Loud and clear.");
    await telnet.expect('Warden says, "Loud and clear."');

    browser.socket.send(JSON.stringify(["websocket_close", [], {}]));
    await telnet.expect(/Warden has left the game/);
  });

  it("asks for a password without showing it", async () => {
    await server.enterAsNew("Hush").then((client) => client.ask("quit", /quit/i));
    const client = await BrowserSocket.connect(server.webPort, "v1.mudlark");
    await client.expect(/Testing Grounds/);
    client.type("connect Hush");
    const [, , options] = await client.expect(/Password/);
    expect(JSON.stringify(options)).toContain('"echo":false');
    client.type(password);
    await client.expect(/become.*Hush/);
    expect(JSON.stringify(client.messages)).not.toContain(password);
    client.socket.close(1000);
  });

  it("counts nonsense, and ends it politely", async () => {
    const client = await BrowserSocket.connect(server.webPort, "v1.mudlark");
    await client.expect(/Testing Grounds/);
    for (const frame of ["", "{}", "[", '["text"]', '["__proto__",[],{}]', '["text",[{}],{}]', "null"])
      client.socket.send(frame);
    client.type("help");
    await client.expect(/Make a new account/);
    for (let count = 0; count < 32; count++) client.socket.send("nonsense");
    expect(await client.closeCode()).toBe(1008);
  });

  it("takes no frame beyond 64 KiB", async () => {
    const client = await BrowserSocket.connect(server.webPort, "v1.mudlark");
    await client.expect(/Testing Grounds/);
    client.type("a".repeat(70_000));
    expect(await client.closeCode()).toBe(1009);
  });

  it("refuses subprotocols that nobody knows, and the pages of other sites", async () => {
    const unknown = await refusal(["chess.example"]);
    expect(unknown.status).toBe(400);
    expect(unknown.body).toContain("v1.mudlark");
    expect(await refusal(["v1.mudlark"], "https://elsewhere.example")).toMatchObject({ status: 403 });
  });

  it("says how the server is", async () => {
    const get = async (path: string): Promise<Response> => fetch(`http://127.0.0.1:${server.webPort}${path}`);
    const health = await get("/healthz");
    expect(health.status).toBe(200);
    expect(await health.text()).toBe("ok\n");
    const ready = await get("/readyz");
    expect(ready.status).toBe(200);
    expect(await ready.json()).toMatchObject({ ready: true });
    const status = await get("/api/status");
    expect(status.headers.get("access-control-allow-origin")).toBe("*");
    expect(await status.json()).toMatchObject({ name: "Testing Grounds" });
    expect((await get("/no-such-page")).status).toBe(404);
  });
});
