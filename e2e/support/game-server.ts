import { spawn, type ChildProcess } from "node:child_process";
import { randomInt } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { scaffold } from "create-mudlark";
import { binary, mudlark, root, type Said } from "./mudlark.ts";
import { pause } from "./pause.ts";
import { TelnetClient } from "./telnet-client.ts";

export const superuser = { name: "Warden", password: "lantern by the pier" };
export const password = "three wet herons";

export interface ServerStatus {
  readonly gateway: { readonly pid: number };
  readonly world: { readonly pid: number | null; readonly state: string; readonly restarts: number };
  readonly sessions: number;
  /** `host:port` of each listener for telnet over TLS. */
  readonly telnetTls: readonly string[];
  /** `host:port` of each listener for SSH. */
  readonly ssh: readonly string[];
}

interface GameOptions {
  readonly template?: string;
  /** Game files to add or replace, by their path in the game's folder. */
  readonly files?: Readonly<Record<string, string>>;
  /** Variables over the usual ones. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The verb that runs it. Default: `run`. */
  readonly verb?: "run" | "dev";
}

/** A real server with its own game in its own folder, on ports of its own; gone when the test is over. */
export class GameServer implements AsyncDisposable {
  readonly directory: string;
  readonly telnetPort: number;
  readonly webPort: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly #verb: string;
  readonly #clients: TelnetClient[] = [];
  #child: ChildProcess | null = null;
  /** Everything that the server wrote to its log. */
  log = "";

  private constructor(
    directory: string,
    ports: readonly [number, number],
    environment: Record<string, string>,
    verb: string,
  ) {
    this.directory = directory;
    [this.telnetPort, this.webPort] = ports;
    this.environment = environment;
    this.#verb = verb;
  }

  /** Makes a game and runs it. */
  static async start(options: GameOptions = {}): Promise<GameServer> {
    const server = await GameServer.prepare(options);
    await server.run();
    return server;
  }

  /** Makes a game, and leaves it at that. */
  static async prepare(options: GameOptions = {}): Promise<GameServer> {
    const directory = await mkdtemp(path.join(tmpdir(), "mudlark-e2e-"));
    const engine = path.join(root, "packages/mudlark");
    await scaffold({
      directory,
      name: "Testing Grounds",
      template: options.template ?? "empty",
      force: true,
      engine,
    });
    await linkEngine(directory, engine);
    const ports = [await freePort(), await freePort()] as const;
    const environment = {
      MUDLARK_TELNET_PORTS: `[${ports[0]}]`,
      MUDLARK_TELNET_HOSTS: '["127.0.0.1"]',
      MUDLARK_WEB_PORT: String(ports[1]),
      MUDLARK_WEB_HOST: "127.0.0.1",
      MUDLARK_THROTTLE_CREATE_MAX: "null",
      MUDLARK_LIMITS_CONNECTIONS_PER_SECOND: "1000",
      MUDLARK_LIMITS_CONNECTIONS_PER_IP: "1000",
      MUDLARK_SUPERUSER_NAME: superuser.name,
      MUDLARK_SUPERUSER_PASSWORD: superuser.password,
      ...options.environment,
    };
    const server = new GameServer(directory, ports, environment, options.verb ?? "run");
    for (const [name, text] of Object.entries(options.files ?? {})) await server.write(name, text);
    return server;
  }

  /** Starts the processes (again) and waits until players can log in. */
  async run(): Promise<void> {
    this.begin();
    await this.untilReady();
  }

  /** Starts the processes (again), and waits for nothing. */
  begin(): void {
    const child = spawn(binary, [this.#verb, "--game", this.directory], {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, NO_COLOR: "1", ...this.environment },
    });
    this.#child = child;
    child.stdout.on("data", (chunk: Buffer) => (this.log += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (this.log += chunk.toString()));
  }

  /** Writes one of the game's files. */
  async write(name: string, text: string): Promise<void> {
    const file = path.join(this.directory, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }

  async read(name: string): Promise<string> {
    return readFile(path.join(this.directory, name), "utf8");
  }

  /** Waits until the world serves. */
  async untilReady(): Promise<void> {
    for (;;) {
      if (this.#child === null || hasEnded(this.#child)) throw new Error(`the server ended:\n${this.log}`);
      const response = await fetch(`http://127.0.0.1:${this.webPort}/readyz`).catch(() => null);
      await response?.arrayBuffer();
      if (response?.ok === true) return;
      await pause(25);
    }
  }

  /** Opens a connection; it is closed with the server. */
  async connect(from?: string): Promise<TelnetClient> {
    const client = await TelnetClient.connect(this.telnetPort, from);
    this.#clients.push(client);
    return client;
  }

  /** Makes an account (and so a character) and plays it. */
  async enterAsNew(name: string): Promise<TelnetClient> {
    const client = await this.connect();
    await client.expect(/connect/i);
    client.send(`create ${name} ${password}`);
    await client.expect(/y.{0,3}\/.{0,3}n/i);
    client.send("y");
    await client.expect(/created/i);
    await this.logIn(client, name);
    return client;
  }

  async enter(name: string, secret = password): Promise<TelnetClient> {
    const client = await this.connect();
    await client.expect(/connect/i);
    await this.logIn(client, name, secret);
    return client;
  }

  async logIn(client: TelnetClient, name: string, secret = password): Promise<void> {
    client.send(`connect ${name} ${secret}`);
    await client.expect(new RegExp(`become.*${name}`, "i"));
  }

  async status(): Promise<ServerStatus> {
    return JSON.parse((await this.verb("status", "--json")).results) as ServerStatus;
  }

  /** The port for telnet over TLS, which the system has chosen. */
  async tlsPort(): Promise<number> {
    const { telnetTls } = await this.status();
    return Number(telnetTls[0]?.split(":").at(-1));
  }

  /** The pid of the world, once there is one that serves. */
  async worldPid(): Promise<number> {
    await this.untilReady();
    const { world } = await this.status();
    if (world.pid === null) throw new Error("no world");
    return world.pid;
  }

  /** The pids of all worlds that ever served here, the latest last, by the log. */
  get pastWorlds(): number[] {
    return [...this.log.matchAll(/"pid":(\d+),[^\n]*"msg":"the world serves"/g)].map((match) =>
      Number(match[1]),
    );
  }

  /** Waits until the log says something after what it says up to `from`. */
  async untilLogged(pattern: RegExp, from = 0): Promise<void> {
    while (!pattern.test(this.log.slice(from))) {
      if (this.#child === null || hasEnded(this.#child)) throw new Error(`the server ended:\n${this.log}`);
      await pause(10);
    }
  }

  /** Waits until that many worlds have served here, and tells the pid of the last. */
  async untilWorlds(count: number): Promise<number> {
    for (;;) {
      const pids = this.pastWorlds;
      if (pids.length >= count) return pids.at(-1) ?? 0;
      if (this.#child === null || hasEnded(this.#child)) throw new Error(`the server ended:\n${this.log}`);
      await pause(10);
    }
  }

  /** Runs a verb of the command line on this game. */
  async verb(...words: string[]): Promise<Said> {
    return this.verbWithInput("", ...words);
  }

  /** As `verb`, with words on its standard input. */
  async verbWithInput(input: string, ...words: string[]): Promise<Said> {
    return mudlark([...words, "--game", this.directory], {
      directory: this.directory,
      environment: this.environment,
      input,
    });
  }

  /** Ends both processes as an operator would. */
  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<number> {
    const child = this.#child;
    if (child === null || hasEnded(child)) return child?.exitCode ?? 0;
    const ended = endOf(child);
    child.kill(signal);
    return (await ended) ?? -1;
  }

  /** Ends processes of this server, its gateway among them, as no operator should. */
  async kill(...pids: readonly (number | null)[]): Promise<void> {
    const child = this.#child;
    if (child === null) throw new Error("nothing runs");
    const ended = endOf(child);
    for (const pid of pids) if (pid !== null) process.kill(pid, "SIGKILL");
    await ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const client of this.#clients) client.close();
    await this.stop();
    await rm(this.directory, { recursive: true, force: true });
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function endOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once("exit", resolve));
}

/** What `npm install` would do with a `file:` dependency, without asking npm. */
async function linkEngine(directory: string, engine: string): Promise<void> {
  const { symlink } = await import("node:fs/promises");
  const binaries = path.join(directory, "node_modules", ".bin");
  await mkdir(binaries, { recursive: true });
  await symlink(path.join(engine, "bin", "mudlark.cjs"), path.join(binaries, "mudlark"));
  await symlink(engine, path.join(directory, "node_modules", "mudlark"), "dir");
}

/** Below those that the system hands out by itself, so that nobody's connection takes it before the server does. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(12_000, 32_000);
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once("error", () => resolve(false));
      server.listen(port, "127.0.0.1", () => resolve(true));
    });
    if (!isFree) continue;
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
}
