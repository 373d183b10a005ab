import type { Clock } from "../base/clock.ts";
import { silentLogger } from "../base/logger.ts";
import { WorldLink, type FromGateway } from "../link/link.ts";
import { memoryTransportPair } from "../link/memory-transport.ts";
import { linkVersion, type Effect, type GatewaySettings, type WorldMessage } from "../link/messages.ts";
import type { Transport } from "../link/transport.ts";
import type { SpawnWorld, WorldProcess, WorldRole } from "./supervisor/world-process.ts";

export const usualSettings: GatewaySettings = {
  gameName: "Quay",
  commandsPerSecond: 80,
  inputChars: 6000,
  connectionsPerSecond: 20,
  connectionsPerIp: 20,
  outputBacklogBytes: 1024 * 1024,
  outageLines: 100,
  outageBytes: 64 * 1024,
  maxOutage: 900,
  preLoginTimeout: 300,
  linkdeadGrace: 0,
  resumeSeconds: 900,
  idleCommand: "idle",
  loginDelayMs: 300,
  screenReaderStrip: "",
  sbTimeoutMs: 5000,
  mslp: false,
  mccp: { enabled: true, windowBits: 13, memLevel: 6, level: 6, overTls: false },
  trustedProxies: ["127.0.0.1", "::1"],
  allowedHosts: [],
  hsts: 0,
  bans: [],
  clientWidth: 78,
  clientHeight: 45,
  counts: null,
  signIn: { provider: null, page: false },
};

/** A world that does nothing by itself: the test says every word of it. */
export class FakeWorld implements WorldProcess {
  readonly pid: number;
  readonly role: WorldRole;
  readonly secret: string;
  readonly heard: FromGateway[] = [];
  isKilled = false;
  hasEnded = false;
  settings: GatewaySettings = usualSettings;
  highestSession = 0;
  #link: WorldLink | null = null;
  #onExit: (code: number | null, signal: string | null) => void = () => {};

  constructor(pid: number, role: WorldRole, secret: string) {
    this.pid = pid;
    this.role = role;
    this.secret = secret;
  }

  /** Everything of one type that it heard. */
  all<T extends FromGateway["type"]>(type: T): Extract<FromGateway, { readonly type: T }>[] {
    return this.heard.filter((message) => message.type === type) as never;
  }

  /** Texts of the lines that came, in order. */
  get lines(): string[] {
    return this.all("input").map(({ input }) => (input.type === "line" ? input.text : input.command.name));
  }

  connect(transport: Transport, clock: Clock): void {
    const link = new WorldLink({ transport, clock, logger: silentLogger });
    this.#link = link;
    link.onMessage((message) => this.heard.push(message));
    const { pid, role, secret } = this;
    link.send({ type: "hello", secret, version: linkVersion, pid, role });
  }

  say(...messages: WorldMessage[]): void {
    for (const message of messages) this.#link?.send(message);
  }

  turn(...effects: Effect[]): void {
    this.say({ type: "turns", effects });
  }

  opened(): void {
    this.say({ type: "opened", highestSession: this.highestSession, settings: this.settings });
  }

  drop(): void {
    this.#link?.close();
  }

  kill(): void {
    this.isKilled = true;
    setImmediate(() => this.end(null, "SIGKILL"));
  }

  onExit(handler: (code: number | null, signal: string | null) => void): void {
    this.#onExit = handler;
  }

  /** The process ends. */
  end(code: number | null = 1, signal: string | null = null): void {
    if (this.hasEnded) return;
    this.hasEnded = true;
    this.#link?.close();
    this.#onExit(code, signal);
  }
}

/** Makes worlds for a gateway under test and keeps them in order. */
export class FakeWorlds {
  readonly all: FakeWorld[] = [];
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  readonly spawn: SpawnWorld = (role, secret) => {
    const world = new FakeWorld(1000 + this.all.length, role, secret);
    this.all.push(world);
    return world;
  };

  get last(): FakeWorld {
    const world = this.all.at(-1);
    if (world === undefined) throw new Error("no world was started");
    return world;
  }

  /** Links the world to a gateway in this process. */
  async link(world: FakeWorld, accept: (transport: Transport) => void): Promise<void> {
    const [gatewayEnd, worldEnd] = memoryTransportPair();
    accept(gatewayEnd);
    world.connect(worldEnd, this.#clock);
    await settled();
  }

  /** Brings the last world from its start to serving. */
  async serve(
    accept: (transport: Transport) => void,
    beforeReady: (world: FakeWorld) => void = () => {},
  ): Promise<FakeWorld> {
    const world = this.last;
    await this.link(world, accept);
    world.opened();
    await settled();
    beforeReady(world);
    world.say({ type: "ready" });
    await settled();
    return world;
  }
}

/** Lets everything that is under way inside this process arrive. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
}
