import { afterEach, beforeEach, expect, it } from "vitest";
import ssh2, { type ClientChannel, type ConnectConfig, type PseudoTtyOptions, type ShellOptions } from "ssh2";
import { FakeClock } from "../../testing/fake-clock.ts";
import type { FakeWorld } from "../fake-world.fixture.ts";
import { RawClient, testGateway, until, type TestGateway } from "../test-gateway.fixture.ts";

let clock: FakeClock;
let game: TestGateway;
let world: FakeWorld;
const clients: ssh2.Client[] = [];

async function open(file: object = {}): Promise<void> {
  clock = new FakeClock(Date.now());
  game = await testGateway(clock, {
    limits: { connectionsPerSecond: 0, connectionsPerIp: 0 },
    ssh: { enabled: true, port: 0 },
    ...file,
  });
  world = await game.serve();
}

async function close(): Promise<void> {
  for (const client of clients.splice(0)) client.end();
  await game.close();
}

beforeEach(() => open());
afterEach(close);

/** Opens the port once more, with other settings. */
async function reopen(file: object): Promise<void> {
  await close();
  await open(file);
}

/** What is known of a client, and of how its connection went. */
interface Caller {
  readonly client: ssh2.Client;
  isIn: boolean;
  isClosed: boolean;
}

/** Calls as that user, with that password as often as it is asked for. */
function call(username: string, password: string, tries = 1, config: ConnectConfig = {}): Caller {
  const client = new ssh2.Client();
  clients.push(client);
  const caller: Caller = { client, isIn: false, isClosed: false };
  let left = tries;
  client.on("ready", () => (caller.isIn = true));
  client.on("close", () => (caller.isClosed = true));
  client.on("error", () => {});
  client.connect({
    host: "127.0.0.1",
    port: game.sshPort,
    username,
    authHandler: (_methods, _partial, next) => {
      // The types know nothing of `false`, which ends it.
      if (left-- > 0) next({ type: "password", username, password });
      else next(false as never);
    },
    ...config,
  });
  return caller;
}

/** The passwords that the world was asked about. */
function asked(): { readonly session: number; readonly args: readonly unknown[] }[] {
  return world
    .all("input")
    .flatMap(({ input }) =>
      input.type === "command" && input.command.name === "login"
        ? [{ session: input.session, args: input.command.args }]
        : [],
    );
}

function answer(session: number, ok: boolean): void {
  const command = { name: "login", args: [], kwargs: ok ? { ok } : { ok, error: "No." } };
  world.turn({ type: "command", sessions: [session], command });
}

async function signIn(): Promise<{ readonly caller: Caller; readonly session: number }> {
  const caller = call("Ann", "three wet herons");
  await until(() => asked().length === 1);
  const { session = 0, args } = asked()[0] ?? {};
  expect(args).toEqual(["Ann", "three wet herons"]);
  world.turn({ type: "text", sessions: [session], text: "Type connect NAME." });
  world.turn({ type: "command", sessions: [session], command: { name: "logged_in", args: [], kwargs: {} } });
  world.turn({ type: "text", sessions: [session], text: "|cThe Quay|n" });
  expect(caller.isIn).toBe(false);
  answer(session, true);
  await until(() => caller.isIn);
  return { caller, session };
}

async function openShell({ client }: Caller, terminal: PseudoTtyOptions | false, options: ShellOptions = {}) {
  const channel = await new Promise<ClientChannel>((resolve, reject) =>
    client.shell(terminal, options, (error, opened) =>
      error === undefined ? resolve(opened) : reject(error),
    ),
  );
  const shell = { channel, shown: "", code: null as number | null };
  channel.setEncoding("utf8").on("data", (text: string) => (shell.shown += text));
  channel.on("exit", (code: number | null) => (shell.code = code));
  return shell;
}

/** What the world knows of the client by now. */
function knownFlags(): Record<string, unknown> {
  clock.advance(1000);
  const first = world.all("connect").map(({ state }) => state.flags);
  const news = world.all("update").map(({ patch }) => patch.flags ?? {});
  return Object.assign({}, ...first, ...news);
}

it("shows a terminal what is typed, and edits it [protocols S02]", async () => {
  const { caller, session } = await signIn();
  const shell = await openShell(caller, { term: "xterm-256color", cols: 100, rows: 30 });
  await until(() => shell.shown.includes("The Quay"));
  expect(shell.shown).not.toContain("connect NAME");
  expect(shell.shown).toContain("\x1b[");
  shell.channel.write("look é\x7f\r");
  await until(() => world.lines.includes("look "));
  await until(() => shell.shown.includes("look é"));
  expect(world.all("connect").at(-1)?.state).toMatchObject({ id: session, protocolKey: "ssh" });
  await until(() => knownFlags()["SCREENWIDTH"] === 100);
  expect(knownFlags()).toMatchObject({ SCREENHEIGHT: 30, ANSI: true, XTERM256: true });
});

it("follows the size of the window [protocols S05]", async () => {
  const { caller } = await signIn();
  const shell = await openShell(caller, { term: "xterm", cols: 0, rows: 0 });
  await until(() => knownFlags()["TERM"] === "xterm");
  expect(knownFlags()).toMatchObject({ SCREENWIDTH: 78, SCREENHEIGHT: 45 });
  shell.channel.setWindow(40, 120, 0, 0);
  await until(() => knownFlags()["SCREENWIDTH"] === 120);
  expect(knownFlags()).toMatchObject({ SCREENHEIGHT: 40 });
});

it("hides the answer to a hidden question", async () => {
  const { caller, session } = await signIn();
  const shell = await openShell(caller, { term: "xterm", cols: 80, rows: 24 });
  world.turn({
    type: "command",
    sessions: [session],
    command: { name: "prompt", args: ["Who goes there? "], kwargs: { echo: false } },
  });
  await until(() => shell.shown.includes("Who goes there? "));
  shell.channel.write("swordfish\rlook\r");
  await until(() => world.lines.includes("look") && shell.shown.includes("look"));
  expect(world.lines).toContain("swordfish");
  expect(shell.shown).not.toMatch(/sword|fish/);
});

it("answers what was typed before the input of a program ended", async () => {
  const { caller, session } = await signIn();
  const shell = await openShell(caller, false);
  shell.channel.end("look\nsay hi");
  await until(() => world.lines.includes("get_value"));
  expect(world.lines).toEqual(["login", "look", "say hi", "get_value"]);
  world.turn({ type: "text", sessions: [session], text: "You say, |whi|n." });
  const value = { name: "get_value", args: [], kwargs: { name: "servername", value: "Quay" } };
  world.turn({ type: "command", sessions: [session], command: value });
  await until(() => shell.code !== null);
  expect(shell.code).toBe(0);
  expect(shell.shown).toBe("The Quay\r\nYou say, hi.\r\n");
});

it("lets the users of the setting come to the login screen", async () => {
  const caller = call("new", "");
  await until(() => caller.isIn);
  expect(asked()).toEqual([]);
  const shell = await openShell(caller, { term: "xterm" });
  await until(() => world.all("connect").length === 1);
  const session = world.all("connect")[0]?.state.id ?? 0;
  world.turn({ type: "text", sessions: [session], text: "Welcome." });
  await until(() => shell.shown.includes("Welcome."));
});

it("is done with whoever gives four wrong passwords", async () => {
  const caller = call("Ann", "herons", 9);
  for (let tries = 1; tries <= 4; tries++) {
    await until(() => asked().length === tries);
    answer(asked()[0]?.session ?? 0, false);
  }
  await until(() => caller.isClosed);
  expect(caller.isIn).toBe(false);
  expect(asked()).toHaveLength(4);
  await until(() => world.all("disconnect").length === 1);
});

it("refuses everything but one terminal", async () => {
  const { caller } = await signIn();
  const { client } = caller;
  const shell = await openShell(caller, { term: "xterm" });
  const refused = (open: (done: (error: Error | undefined) => void) => void): Promise<Error | undefined> =>
    new Promise((resolve) => open(resolve));
  const attempts = [
    await refused((done) => client.exec("uptime", done)),
    await refused((done) => client.sftp(done)),
    await refused((done) => client.shell(done)),
    await refused((done) => client.forwardIn("127.0.0.1", 0, done)),
    await refused((done) => client.forwardOut("127.0.0.1", 1, "127.0.0.1", game.webPort, done)),
    await refused((done) => client.openssh_forwardOutStreamLocal("/var/run/x.sock", done)),
  ];
  expect(attempts.map((error) => error instanceof Error)).toEqual(attempts.map(() => true));
  shell.channel.write("look\r");
  await until(() => world.lines.includes("look"));
});

it("lends nobody the keys or the screen of a player", async () => {
  const withAgent = call("new", "", 1, { agent: "/nowhere", agentForward: true });
  await until(() => withAgent.isIn);
  await expect(openShell(withAgent, { term: "xterm" })).rejects.toThrow(/agent forwarding/);
  const withScreen = call("new", "");
  await until(() => withScreen.isIn);
  await expect(openShell(withScreen, { term: "xterm" }, { x11: true })).rejects.toThrow(/X11/);
});

it("knows which program it is, and what a program without a terminal can show", async () => {
  const caller = call("new", "", 1, { ident: "PuTTY_Release_0.78" });
  await until(() => caller.isIn);
  const shell = await openShell(caller, false, { env: { TERM: "xterm-256color", SHELL: "/bin/sh" } });
  await until(() => knownFlags()["TERM"] !== undefined);
  expect(knownFlags()).toMatchObject({
    CLIENTNAME: "PuTTY",
    CLIENTVERSION: "Release_0.78",
    TERM: "xterm-256color",
    ANSI: true,
    XTERM256: true,
  });
  shell.channel.end();
});

it("speaks the encoding of the terminal's locale, until the player chooses another", async () => {
  const caller = call("new", "");
  await until(() => caller.isIn);
  const shell = await openShell(caller, { term: "xterm" }, { env: { LANG: "ru_RU.KOI8-R" } });
  const heard: Buffer[] = [];
  shell.channel.removeAllListeners("data").setEncoding("latin1");
  shell.channel.on("data", (text: string) => heard.push(Buffer.from(text, "latin1")));
  const isHeard = (hex: string): boolean => Buffer.concat(heard).toString("hex").includes(hex);
  await until(() => world.all("connect").length === 1);
  const session = world.all("connect")[0]?.state.id ?? 0;
  world.turn({ type: "text", sessions: [session], text: "Привет" });
  await until(() => isHeard("f0d2c9d7c5d4"));
  shell.channel.write(Buffer.from("f0d2c9d7c5d40d", "hex"));
  await until(() => world.lines.includes("Привет"));
  world.turn({ type: "state", session, revision: 1, patch: { flags: { ENCODING: "utf-8" } } });
  world.turn({ type: "text", sessions: [session], text: "дом" });
  await until(() => isHeard("d0b4d0bed0bc"));
});

it("knows characters of two bytes, whose bytes come one by one", async () => {
  const caller = call("new", "");
  await until(() => caller.isIn);
  const shell = await openShell(caller, { term: "xterm" }, { env: { LANG: "zh_CN.GBK" } });
  await until(() => world.all("connect").length === 1);
  for (const byte of Buffer.from("cbb5c4e3bac30d", "hex")) {
    shell.channel.write(Buffer.of(byte));
    await new Promise((resolve) => setImmediate(resolve));
  }
  await until(() => world.lines.includes("说你好"));
});

it("speaks Latin-1 with terminals that say so, in plainer characters where it has to", async () => {
  const caller = call("new", "");
  await until(() => caller.isIn);
  const shell = await openShell(caller, { term: "xterm" }, { env: { LANG: "de_DE.ISO-8859-1" } });
  shell.channel.setEncoding("latin1");
  await until(() => world.all("connect").length === 1);
  const session = world.all("connect")[0]?.state.id ?? 0;
  world.turn({ type: "text", sessions: [session], text: "Ein Café – 5 €" });
  await until(() => shell.shown.includes("Ein Caf\xe9 - 5 EUR"));
  shell.channel.write(Buffer.from("sag caf\xe9\r", "latin1"));
  await until(() => world.lines.includes("sag café"));
});

it("offers no SHA-1, and to be strict about the order of packets", async () => {
  await reopen({ ssh: { enabled: true, port: 0, rsaKey: true } });
  const client = await RawClient.connect(game.sshPort);
  client.type("SSH-2.0-Tester\r\n");
  await until(() => client.peek().includes("none"));
  expect(client.peek()).toMatch(/^SSH-2\.0-Mudlark\r\n/);
  expect(client.peek()).toContain("kex-strict-s-v00@openssh.com");
  expect(client.peek()).toContain("rsa-sha2-512,rsa-sha2-256");
  expect(client.peek()).not.toMatch(/sha1|ssh-rsa|ssh-dss|md5|cbc|3des|arcfour/);
});

it("proves itself by RSA, where that is set, and never by SHA-1", async () => {
  await reopen({ ssh: { enabled: true, port: 0, rsaKey: true } });
  for (const algorithm of ["rsa-sha2-512", "rsa-sha2-256", "ssh-ed25519"] as const) {
    const caller = call("new", "", 1, { algorithms: { serverHostKey: [algorithm] } });
    await until(() => caller.isIn);
  }
  const bySha1 = call("new", "", 1, { algorithms: { serverHostKey: ["ssh-rsa"] } });
  await until(() => bySha1.isClosed);
  expect(bySha1.isIn).toBe(false);
});

it("takes the address from the proxy, where only proxies may come", async () => {
  await reopen({ telnet: { ports: [0], hosts: ["127.0.0.1"], proxyPorts: [0] } });
  const proxy = await RawClient.connect(game.sshPort);
  proxy.type("PROXY TCP4 192.0.2.1 198.51.100.1 56324 4004\r\n");
  const caller = call("new", "", 1, { sock: proxy.socket });
  await until(() => caller.isIn);
  await openShell(caller, { term: "xterm" });
  await until(() => world.all("connect").length === 1);
  expect(world.all("connect")[0]?.state.address).toBe("192.0.2.1");
  const stranger = call("new", "");
  await until(() => stranger.isClosed);
  expect(stranger.isIn).toBe(false);
});

it("waits 30 seconds for a client that says nothing, and lets 20 of an address wait", async () => {
  const silent = await Promise.all(Array.from({ length: 21 }, () => RawClient.connect(game.sshPort)));
  await until(() => silent.filter((client) => client.isClosed).length === 1);
  clock.advance(30_000);
  await until(() => silent.every((client) => client.isClosed));
  expect(world.all("connect")).toEqual([]);
});
