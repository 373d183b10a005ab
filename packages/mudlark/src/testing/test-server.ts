import type { SessionId } from "../base/session-id.ts";
import { seededRandom } from "../base/random.ts";
import type { Outcome } from "../command/run/outcome.ts";
import { gatewaySettingsOf } from "../config/gateway-settings.ts";
import type { ResolvedConfig } from "../config/schema.ts";
import type { Connection } from "../gateway/connection.ts";
import { GatewayCore } from "../gateway/gateway.ts";
import type { Game } from "../model/game.ts";
import type { Engine } from "../world/engine.ts";
import type { LoadedGame } from "../world/loading/game-loader.ts";
import { FakeClock } from "./fake-clock.ts";
import type { Store } from "../store/store.ts";
import { configOf, loadedGame, type GameUnderTest } from "./game-under-test.ts";
import { HookRecorder, type RecordOptions } from "./hook-recorder.ts";
import type { SessionState } from "../link/session-state.ts";
import { MemoryWorlds } from "./memory-worlds.ts";
import type { RecordingWire } from "./recording-wire.ts";
import { recordingLogger, type LogLine } from "./recording-logger.ts";
import { rest } from "./rest.ts";
import { TestClock } from "./test-clock.ts";

export interface TestServerOptions extends GameUnderTest {
  /** What chance begins with. Default: 1. */
  readonly seed?: number;
  /** Opens the store of each world, one after the other. Default: all are kept on one disk in memory. */
  readonly openStore?: () => Promise<Store>;
  /** Who rules from the start, with the character #1. Default: nobody, as in a game that nobody has claimed. */
  readonly superuser?: { readonly name: string; readonly password: string };
}

/**
 * A whole game in this process: a gateway and a world as they are in production, joined by memory instead of sockets.
 * Time stands still until it is moved, and chance is seeded.
 */
export class TestServer implements AsyncDisposable {
  readonly clock: TestClock;
  /** What the game wrote into its log. */
  readonly log: readonly LogLine[];
  readonly #clock = new FakeClock();
  readonly #core: GatewayCore;
  readonly #worlds: MemoryWorlds;
  readonly #lines: LogLine[] = [];
  readonly #connections: { readonly wire: RecordingWire; readonly connection: Connection }[] = [];
  readonly #recorders = new Set<HookRecorder>();
  readonly #calls = new Map<SessionId, (outcome: Outcome | Promise<Outcome>) => void>();
  #code: GameUnderTest;
  #engine: Engine | null = null;
  #failure: string | null = null;
  /** Errors in the log before this line are known. */
  #known = 0;

  constructor({ seed = 1, superuser, openStore, ...code }: TestServerOptions) {
    this.#code = code;
    this.log = this.#lines;
    const logger = recordingLogger(this.#lines);
    const secret = "in one process there is nobody else";
    this.#core = new GatewayCore({
      clock: this.#clock,
      logger: recordingLogger([]),
      name: "test",
      settings: gatewaySettingsOf(configOf(code)),
      secret,
      spawnWorld: (role) => this.#worlds.spawn(role, secret),
      takeMarker: () => null,
      onServing: () => {},
      onShutdown: (reason) => void this.#core.stop(reason),
      onStillborn: () => (this.#failure = "the game did not start"),
    });
    this.#worlds = new MemoryWorlds({
      clock: this.#clock,
      random: seededRandom(seed),
      logger,
      environment: environmentOf(superuser),
      config: () => this.#configOrError(),
      code: () => this.#load(),
      acceptLink: (transport) => this.#core.acceptLink(transport),
      watchLine: (session, outcome) => {
        this.#calls.get(session)?.(outcome);
        this.#calls.delete(session);
      },
      openDisk: openStore,
      onEngine: (engine) => {
        this.#engine = engine;
        for (const recorder of this.#recorders) recorder.watch(engine.game);
      },
    });
    this.clock = new TestClock(this.#clock, async () => {
      await this.rest();
      this.throwErrors();
    });
  }

  /** The game as code sees it (`ctx.game`). After a reload it is another one. */
  get world(): Game {
    if (this.#engine === null) throw new TypeError("no world serves");
    return this.#engine.game;
  }

  /** What the gateway knows of its connections, in the order of their ids. */
  get connected(): readonly SessionState[] {
    return this.#connections
      .filter(({ connection }) => !connection.hasEnded)
      .map(({ connection }) => connection.state)
      .filter((state) => state !== null);
  }

  /** Starts it; `testGame` has done so. @throws what kept it from starting */
  async start(): Promise<void> {
    this.#core.start(null);
    await this.#untilServing();
    await this.rest();
    this.throwErrors();
  }

  /**
   * Runs something as a turn: what changes the world belongs in one. Resolves when it is durable, rejects with what it
   * threw.
   *
   * @example
   * await game.turn(() => lantern.burn(5));
   */
  async turn<T>(work: () => T | PromiseLike<T>): Promise<T> {
    const result = await this.world.turns.run({ kind: "event", label: "test", lane: "test" }, work);
    await this.rest();
    return result;
  }

  /**
   * Replaces the world by a new one, as `reload` does for a running game: stop hooks, new code, start hooks; players
   * stay connected. What is not given stays as it was.
   *
   * @throws Error with the reason when the new code is refused; the old world goes on then
   */
  async reload(changed: GameUnderTest = {}): Promise<void> {
    const before = this.#code;
    this.#code = { ...before, ...changed };
    try {
      await this.#patiently(this.#core.renew("reload", ""));
    } catch (error) {
      this.#code = before;
      this.takeErrors();
      throw error;
    } finally {
      await this.rest();
    }
    this.throwErrors();
  }

  /**
   * Lets the world die, as by `kill -9`, and the next one start on what was saved.
   *
   * @param meanwhile happens while there is no world, such as a player who hangs up
   */
  async crash(meanwhile: () => void = () => {}): Promise<void> {
    this.#worlds.kill();
    this.#engine = null;
    await this.rest();
    meanwhile();
    for (let due = this.#clock.nextDue; !this.#core.isServing && due !== null; due = this.#clock.nextDue) {
      this.#clock.advance(due - this.#clock.now());
      await this.rest();
    }
    this.throwErrors();
  }

  /**
   * Writes down which hooks are called and which signals are given from here on, in order.
   *
   * @example
   * using record = game.record({ hooks: [Character], signals: ["objectPuppeted"] });
   * await game.call("ic", { as: ann });
   * expect(record.names).toEqual(["atPrePuppet", "atPostPuppet", "objectPuppeted"]);
   */
  record(options: RecordOptions): HookRecorder {
    const recorder = new HookRecorder(this.world, options);
    this.#recorders.add(recorder);
    return recorder;
  }

  /**
   * Waits until nothing more happens by itself. `call`, `turn` and the like have done so.
   *
   * @param holds what has to be so, too
   */
  rest(holds: () => boolean = () => true): Promise<void> {
    return rest(this.#worlds, holds);
  }

  /** The errors that went into the log since the last look: they are expected, and will not fail the test. */
  takeErrors(): readonly Error[] {
    const errors = this.#lines.slice(this.#known).flatMap(({ level, fields }) => {
      return level === "error" && fields.error instanceof Error ? [fields.error] : [];
    });
    this.#known = this.#lines.length;
    return errors;
  }

  /**
   * Stops the game: stop hooks, farewells.
   *
   * @throws the first error in the log that nobody has taken
   */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#patiently(this.#core.stop(""));
    await this.#worlds.gone();
    for (const recorder of this.#recorders) recorder.stop();
    this.throwErrors();
  }

  /** A client comes to the gateway. */
  protected accept(wire: RecordingWire, address: string): Connection | null {
    const connection = this.#core.connections.accept(wire, address);
    if (connection !== null) this.#connections.push({ wire, connection });
    return connection;
  }

  /** How the next line of a session ends; what was awaited before is not any more. */
  protected awaitLine(session: SessionId, ended: (outcome: Outcome | Promise<Outcome>) => void): void {
    this.#calls.set(session, ended);
  }

  protected throwErrors(): void {
    const [error] = this.takeErrors();
    if (error !== undefined) throw error;
  }

  async #untilServing(): Promise<void> {
    await this.rest(() => this.#core.isServing || this.#failure !== null);
    if (this.#failure === null) return;
    this.throwErrors();
    throw new Error(this.#failure);
  }

  /** What takes more than the rounds of rest, but no time of the game. */
  async #patiently<T>(work: Promise<T>): Promise<T> {
    let isDone = false;
    const ended = work.finally(() => (isDone = true));
    ended.catch(() => {});
    await this.rest(() => isDone);
    return ended;
  }

  /** Does a command of the session wait for an answer, for time or for another line? */
  protected isWaiting(id: SessionId): boolean {
    if (this.#engine === null) return true;
    return [...this.#engine.game.turns.waiting].some(({ spec }) => spec.session === id);
  }

  #configOrError(): ResolvedConfig | Error {
    try {
      return configOf(this.#code);
    } catch (error) {
      return error as Error;
    }
  }

  #load(): LoadedGame {
    return loadedGame(this.#code, (name) => {
      for (const recorder of this.#recorders) recorder.serverHook(name);
    });
  }
}

function environmentOf(superuser: TestServerOptions["superuser"]): Readonly<Record<string, string>> {
  if (superuser === undefined) return {};
  const { name, password } = superuser;
  return { MUDLARK_SUPERUSER_NAME: name, MUDLARK_SUPERUSER_PASSWORD: password };
}
