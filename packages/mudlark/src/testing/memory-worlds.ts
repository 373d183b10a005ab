import type { Random } from "../base/random.ts";
import type { SessionId } from "../base/session-id.ts";
import type { Logger } from "../base/logger.ts";
import type { Outcome } from "../command/run/outcome.ts";
import type { ResolvedConfig } from "../config/schema.ts";
import type { SpawnWorld, WorldProcess, WorldRole } from "../gateway/supervisor/world-process.ts";
import { memoryTransportPair } from "../link/memory-transport.ts";
import type { Transport } from "../link/transport.ts";
import { MemoryDisk, MemoryStore } from "../store/memory-store.ts";
import type { Store } from "../store/store.ts";
import type { Engine } from "../world/engine.ts";
import type { LoadedGame } from "../world/loading/game-loader.ts";
import { GatewayKnows, runWorld } from "../world/run-world.ts";
import type { FakeClock } from "./fake-clock.ts";
import { WorldClock } from "./world-clock.ts";
import { WorldStore, type StoreLine } from "./world-store.ts";

export interface MemoryWorldsOptions {
  readonly clock: FakeClock;
  readonly random: Random;
  readonly logger: Logger;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Asked for each world, because a reload may change them. */
  readonly config: () => ResolvedConfig | Error;
  readonly code: () => LoadedGame;
  readonly acceptLink: (transport: Transport) => void;
  readonly watchLine: (session: SessionId, outcome: Outcome | Promise<Outcome>) => void;
  /** Where worlds are kept. Default: on a disk in memory. */
  readonly openDisk?: (() => Promise<Store>) | undefined;
  /** A world is about to take sessions. */
  readonly onEngine: (engine: Engine) => void;
}

/** A world that shares its process with others. */
interface MemoryWorld {
  readonly clock: WorldClock;
  readonly store: MemoryStore | WorldStore;
  /** Both ends of its lines to the gateway. */
  readonly lines: { readonly outer: Transport; readonly inner: Transport }[];
  readonly exited: PromiseWithResolvers<number>;
  engine: Engine | null;
  hasEnded: boolean;
}

/** Worlds as the operating system would run them, but in this process, on one disk in memory. */
export class MemoryWorlds {
  readonly #options: MemoryWorldsOptions;
  readonly #disk = new MemoryDisk();
  readonly #line: StoreLine | null;
  readonly #worlds: MemoryWorld[] = [];
  /** How many turns were begun, by all of them. */
  #turns = 0;

  constructor(options: MemoryWorldsOptions) {
    this.#options = options;
    const { openDisk } = options;
    this.#line = openDisk === undefined ? null : { make: openDisk, gone: Promise.resolve() };
  }

  readonly spawn: SpawnWorld = (role, secret) => {
    const pid = this.#worlds.length + 1;
    const world: MemoryWorld = {
      clock: new WorldClock(this.#options.clock),
      store: this.#line === null ? new MemoryStore(this.#disk) : new WorldStore(this.#line),
      lines: [],
      exited: Promise.withResolvers<number>(),
      engine: null,
      hasEnded: false,
    };
    this.#worlds.push(world);
    void this.#run(world, pid, role, secret);
    return processOf(world, pid, () => this.#kill(world));
  };

  /** Grows with everything that happens; so long as it does not, nothing does. */
  get activity(): number {
    const underWay = this.#living.some(
      ({ lines, store }) =>
        lines.some(({ outer, inner }) => outer.unsent + inner.unsent > 0) ||
        (store instanceof WorldStore && store.calls > 0),
    );
    return underWay ? ++this.#turns : this.#turns;
  }

  /** Handlers that wait for something that is not of the game. */
  get outside(): readonly string[] {
    return this.#living.flatMap(({ engine }) =>
      [...(engine?.game.turns.waiting ?? [])]
        .filter((fiber) => fiber.isOutside)
        .map(({ spec }) => spec.label),
    );
  }

  /** Ends every world at once, as the death of its process would. */
  kill(): void {
    for (const world of this.#living) this.#kill(world);
  }

  /** Resolves when nothing holds the disk any more. */
  async gone(): Promise<void> {
    await this.#line?.gone;
  }

  get #living(): readonly MemoryWorld[] {
    return this.#worlds.filter(({ hasEnded }) => !hasEnded);
  }

  async #run(world: MemoryWorld, pid: number, role: WorldRole, secret: string): Promise<void> {
    const { logger, random, environment, config, code, watchLine, onEngine } = this.#options;
    try {
      world.engine = await runWorld({
        secret,
        role,
        pid,
        config: config(),
        clock: world.clock,
        random,
        logger,
        environment,
        watchLine,
        connect: async () => this.#connect(world),
        openStore: () => world.store,
        loadGame: async () => code(),
        openMarker: () => ({ running: () => void this.#turns++, idle: () => {} }),
        takeHang: () => null,
        exit: (status) => this.#end(world, status),
      });
      if (!world.hasEnded) onEngine(world.engine);
    } catch (error) {
      const cause = error instanceof GatewayKnows ? error.cause : error;
      if (!world.hasEnded) logger.error("the world cannot start", { error: cause });
      this.#end(world, 1);
    }
  }

  #connect(world: MemoryWorld): Transport {
    const [outer, inner] = memoryTransportPair();
    world.lines.push({ outer, inner });
    this.#options.acceptLink(outer);
    return inner;
  }

  #kill(world: MemoryWorld): void {
    if (world.hasEnded) return;
    world.engine?.game.turns.freeze();
    world.engine?.game.committer.stop();
    this.#end(world, 137);
  }

  #end(world: MemoryWorld, status: number): void {
    if (world.hasEnded) return;
    world.hasEnded = true;
    world.clock.end();
    if (world.store instanceof WorldStore) world.store.kill();
    else if (this.#disk.holder === world.store) this.#disk.crash();
    for (const { inner } of world.lines) inner.close();
    // The last words of a process are read before its end is noticed.
    setImmediate(() => setImmediate(() => world.exited.resolve(status)));
  }
}

function processOf(world: MemoryWorld, pid: number, kill: () => void): WorldProcess {
  return {
    pid,
    kill,
    onExit: (handler) => void world.exited.promise.then((status) => handler(status, null)),
  };
}
