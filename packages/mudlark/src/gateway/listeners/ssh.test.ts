import { afterEach, beforeEach, expect, it } from "vitest";
import ssh2, { type ClientChannel, type PseudoTtyOptions } from "ssh2";
import { FakeClock } from "../../testing/fake-clock.ts";
import type { FakeWorld } from "../fake-world.fixture.ts";
import { RawClient, testGateway, until, type TestGateway } from "../test-gateway.fixture.ts";

let clock: FakeClock;
let game: TestGateway;
let world: FakeWorld;
const clients: ssh2.Client[] = [];

beforeEach(async () => {
  clock = new FakeClock(Date.now());
  game = await testGateway(clock, {
    limits: { connectionsPerSecond: 0, connectionsPerIp: 0 },
    ssh: { enabled: true, port: 0 },
  });
  world = await game.serve();
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.end();
  await game.close();
});

/** What is known of a client, and of how its connection went. */
interface Caller {
  readonly client: ssh2.Client;
  isIn: boolean;
  isClosed: boolean;
}

/** Calls as that user, with that password as often as it is asked for. */
function call(username: string, password: string, tries = 1): Caller {
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

async function openShell({ client }: Caller, terminal: PseudoTtyOptions | false) {
  const channel = await new Promise<ClientChannel>((resolve, reject) =>
    client.shell(terminal, (error, opened) => (error === undefined ? resolve(opened) : reject(error))),
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

it("waits 30 seconds for a client that says nothing, and lets 20 of an address wait", async () => {
  const silent = await Promise.all(Array.from({ length: 21 }, () => RawClient.connect(game.sshPort)));
  await until(() => silent.filter((client) => client.isClosed).length === 1);
  clock.advance(30_000);
  await until(() => silent.every((client) => client.isClosed));
  expect(world.all("connect")).toEqual([]);
});
