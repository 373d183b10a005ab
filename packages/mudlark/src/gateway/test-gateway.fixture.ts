import { mkdtempSync, rmSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { connect as connectTls, type ConnectionOptions, type TLSSocket } from "node:tls";
import type { Clock } from "../base/clock.ts";
import { silentLogger, type Logger } from "../base/logger.ts";
import { gamePaths } from "../config/game-paths.ts";
import { resolveConfig } from "../config/resolve-config.ts";
import { connectSocket } from "../link/socket-transport.ts";
import { createGateway, type Gateway } from "./create-gateway.ts";
import { FakeWorlds, type FakeWorld } from "./fake-world.fixture.ts";
import { gatewaySettingsOf } from "../config/gateway-settings.ts";

export interface TestGateway {
  readonly gateway: Gateway;
  readonly worlds: FakeWorlds;
  readonly paths: ReturnType<typeof gamePaths>;
  readonly telnetPort: number;
  /** 0 when there is none. */
  readonly tlsPort: number;
  /** 0 when there is none. */
  readonly sshPort: number;
  readonly webPort: number;
  /** Brings the last world that was started to serving. */
  serve(): Promise<FakeWorld>;
  /** Lets a call in progress arrive, then asks again until it holds. */
  close(): Promise<void>;
}

/** A whole gateway on free ports of this machine, with worlds that a test plays. */
export async function testGateway(
  clock: Clock,
  file: object = {},
  logger: Logger = silentLogger,
): Promise<TestGateway> {
  const directory = mkdtempSync(path.join(tmpdir(), "mudlark-gateway-"));
  const config = resolveConfig({
    directory,
    mode: "test",
    environment: {},
    file: {
      telnet: { ports: [0], hosts: ["127.0.0.1"] },
      web: { port: 0, host: "127.0.0.1" },
      ...file,
    },
  });
  const paths = gamePaths(config);
  const worlds = new FakeWorlds(clock);
  const gateway = await createGateway({
    config,
    paths,
    clock,
    logger,
    version: "0.0.0",
    spawnWorld: worlds.spawn,
  });
  return {
    gateway,
    worlds,
    paths,
    telnetPort: Number(gateway.addresses.telnet[0]?.split(":").at(-1)),
    tlsPort: Number(gateway.addresses.telnetTls[0]?.split(":").at(-1) ?? 0),
    sshPort: Number(gateway.addresses.ssh[0]?.split(":").at(-1) ?? 0),
    webPort: Number(new URL(gateway.addresses.web ?? "http://none:0").port),
    async serve() {
      const world = worlds.last;
      world.settings = gatewaySettingsOf(config);
      world.connect(await connectSocket(paths.link), clock);
      world.opened();
      await until(() => world.all("sessions").length > 0);
      world.say({ type: "ready" });
      await until(() => gateway.status().world.state === "serving");
      return world;
    },
    async close() {
      const stopped = gateway.stop("");
      await gateway.stop("");
      await stopped;
      await gateway.done;
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** The world changes settings; the client, whose session is the first, is shown when the gateway has them. */
export async function changeSettings(
  world: FakeWorld,
  client: RawClient,
  change: Partial<FakeWorld["settings"]>,
): Promise<void> {
  world.say({ type: "settings", settings: { ...world.settings, ...change } });
  const session = world.all("connect")[0]?.state.id ?? 0;
  world.turn({ type: "text", sessions: [session], text: "Settings have changed." });
  await until(() => client.peek().includes("Settings have changed."));
}

/** Waits until something that is under way has happened. */
export async function until(holds: () => boolean): Promise<void> {
  const end = performance.now() + 30_000;
  while (!holds()) {
    if (performance.now() > end) throw new Error("it did not happen within 30 s");
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** A raw connection that remembers every byte. */
export class RawClient {
  readonly socket: Socket;
  #bytes = Buffer.alloc(0);
  isClosed = false;

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on("data", (chunk: Buffer) => (this.#bytes = Buffer.concat([this.#bytes, chunk])));
    socket.on("error", () => {});
    socket.on("close", () => (this.isClosed = true));
  }

  static async connect(port: number): Promise<RawClient> {
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    const client = new RawClient(socket);
    await until(() => socket.readyState === "open");
    return client;
  }

  /** Shakes hands, with a server that nobody vouches for; rejects when that fails. */
  static async connectTls(port: number, options: ConnectionOptions = {}): Promise<RawClient> {
    const socket = connectTls({ port, host: "127.0.0.1", rejectUnauthorized: false, ...options });
    const client = new RawClient(socket);
    await new Promise((resolve, reject) => {
      socket.once("secureConnect", resolve);
      socket.once("error", reject);
      socket.once("close", () => reject(new Error("closed before the handshake was done")));
    });
    return client;
  }

  /** The certificate that the server has shown. */
  get fingerprint(): string {
    return (this.socket as TLSSocket).getPeerCertificate().fingerprint256;
  }

  /** Everything received since the last look, as hexadecimal digits. */
  takeHex(): string {
    return this.#take().toString("hex");
  }

  takeText(): string {
    return this.#take().toString("utf8");
  }

  get received(): number {
    return this.#bytes.length;
  }

  peek(): string {
    return this.#bytes.toString("latin1");
  }

  send(...hex: string[]): void {
    this.socket.write(Buffer.from(hex.join(""), "hex"));
  }

  type(text: string): void {
    this.socket.write(text);
  }

  #take(): Buffer {
    const bytes = this.#bytes;
    this.#bytes = Buffer.alloc(0);
    return bytes;
  }
}
