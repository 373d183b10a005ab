import { spawn, type ChildProcess } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { scaffold } from "create-mudlark";
import { processorTime } from "./processor-time.ts";
import type { ServerTime } from "./report.ts";

const root = path.resolve(import.meta.dirname, "../..");

interface ServerStatus {
  readonly gateway: { readonly pid: number };
  readonly world: { readonly pid: number };
  readonly sessions: number;
}

/** A Mudlark of its own for the bench: a fresh game in a temporary folder, limits out of the way. */
export class ServerUnderTest {
  readonly port: number;
  readonly directory: string;
  readonly #child: ChildProcess;

  private constructor(directory: string, port: number, child: ChildProcess) {
    this.directory = directory;
    this.port = port;
    this.#child = child;
  }

  static async start(environment: Readonly<Record<string, string>> = {}): Promise<ServerUnderTest> {
    const directory = await mkdtemp(path.join(tmpdir(), "mudlark-bench-"));
    const engine = path.join(root, "packages/mudlark");
    await scaffold({
      directory,
      name: "Bench",
      template: "empty",
      force: true,
      engine,
    });
    await mkdir(path.join(directory, "node_modules"));
    await symlink(engine, path.join(directory, "node_modules", "mudlark"), "dir");
    await writeFile(path.join(directory, "src", "game.ts"), benchGame);
    await startedBefore(directory);
    const [telnet, web] = [await freePort(), await freePort()];
    const child = spawn(path.join(root, "packages/mudlark/bin/mudlark.cjs"), ["run", "--game", directory], {
      stdio: ["ignore", "ignore", "inherit"],
      env: {
        ...process.env,
        MUDLARK_TELNET_PORTS: `[${telnet}]`,
        MUDLARK_TELNET_HOSTS: '["127.0.0.1"]',
        MUDLARK_WEB_PORT: String(web),
        MUDLARK_WEB_HOST: "127.0.0.1",
        MUDLARK_LIMITS_COMMANDS_PER_SECOND: "0",
        MUDLARK_LIMITS_CONNECTIONS_PER_SECOND: "100000",
        MUDLARK_LIMITS_CONNECTIONS_PER_IP: "100000",
        MUDLARK_THROTTLE_CREATE_MAX: "null",
        MUDLARK_THROTTLE_LOGIN_MAX: "null",
        MUDLARK_LOG_LEVEL: "error",
        MUDLARK_SUPERUSER_NAME: superuser.name,
        MUDLARK_SUPERUSER_PASSWORD: superuser.password,
        ...environment,
      },
    });
    const server = new ServerUnderTest(directory, telnet, child);
    await server.#waitUntilReady(web);
    return server;
  }

  async status(): Promise<ServerStatus> {
    return JSON.parse(await this.verb("status", "--json")) as ServerStatus;
  }

  /** Resident memory of both processes, in MiB. */
  async memory(): Promise<{ gateway: number; world: number }> {
    const { gateway, world } = await this.status();
    return { gateway: await residentMiB(gateway.pid), world: await residentMiB(world.pid) };
  }

  /** Does some work; gives its result and the processor time that both processes used meanwhile. */
  async timed<T>(work: () => Promise<T>): Promise<{ result: T; processorMs: ServerTime | null }> {
    const { gateway, world } = await this.status();
    const before = [processorTime(gateway.pid), processorTime(world.pid)];
    const result = await work();
    const after = [processorTime(gateway.pid), processorTime(world.pid)];
    const [gatewayMs, worldMs] = after.map((used, at) => difference(used, before[at]));
    const isKnown = typeof gatewayMs === "number" && typeof worldMs === "number";
    return { result, processorMs: isKnown ? { gateway: gatewayMs, world: worldMs } : null };
  }

  async reload(): Promise<void> {
    await this.verb("reload");
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#child.once("exit", resolve));
    this.#child.kill("SIGTERM");
    await ended;
    await rm(this.directory, { recursive: true, force: true });
  }

  /** Runs a verb of the command line on this game and gives what it printed. */
  verb(...words: string[]): Promise<string> {
    return runVerb(this.directory, words);
  }

  async #waitUntilReady(webPort: number): Promise<void> {
    for (let tries = 0; tries < 300; tries++) {
      if (this.#child.exitCode !== null) throw new Error("the server ended while it started");
      const response = await fetch(`http://127.0.0.1:${webPort}/readyz`).catch(() => null);
      if (response?.ok === true) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error("the server was not ready after 30 s");
  }
}

async function runVerb(directory: string, words: readonly string[]): Promise<string> {
  const child = spawn(path.join(root, "packages/mudlark/bin/mudlark.cjs"), [...words, "--game", directory], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  let complained = "";
  child.stdout.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (complained += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error(`mudlark ${words.join(" ")} ended with ${code}: ${complained}`);
  return printed;
}

/**
 * A process that finds the game's TypeScript changed since the last start takes its types out, which costs 15 MiB that stay.
 * Nearly every start of a real game is another one than that.
 */
async function startedBefore(directory: string): Promise<void> {
  await runVerb(directory, ["check"]);
}

/** Two rooms to walk between, and as many things somewhere else as the run asks for. */
const benchGame = `
import { defineGame, Exit, Room, Thing } from "mudlark";

export default defineGame({
  hooks: {
    atInitialSetup(game) {
      const hall = game.objects.get(2);
      hall.key = "Hall";
      hall.db.desc = "Long, high, and full of echoes, with a row of lamps along each wall.";
      const yard = game.create(Room, { key: "Yard" });
      yard.db.desc = "Cobbles, a well, and a wall that leans.";
      game.create(Exit, { key: "east", aliases: ["e"], location: hall, destination: yard });
      game.create(Exit, { key: "west", aliases: ["w"], location: yard, destination: hall });
      const store = game.create(Room, { key: "Store" });
      for (let n = 0; n < Number(process.env.BENCH_OBJECTS ?? 0); n++) {
        game.create(Thing, { key: \`thing \${n}\`, location: store, home: store, attributes: { weight: n % 100, note: "a thing among many" } });
      }
    },
  },
});
`;

const superuser = { name: "Overseer", password: "lantern by the pier" };

function difference(after: number | null, before: number | null | undefined): number | null {
  return after === null || typeof before !== "number" ? null : after - before;
}

async function residentMiB(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
