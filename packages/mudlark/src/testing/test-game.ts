import type { SessionId } from "../base/session-id.ts";
import { seededRandom } from "../base/random.ts";
import type { Outcome } from "../command/outcome.ts";
import { laneOf } from "../command/run-command.ts";
import { gatewaySettingsOf } from "../config/gateway-settings.ts";
import type { ResolvedConfig } from "../config/schema.ts";
import { GatewayCore } from "../gateway/gateway.ts";
import type { CreateOptions } from "../model/entity/create-options.ts";
import type { Entity, EntityClass } from "../model/entity/entity.ts";
import type { Game } from "../model/game.ts";
import type { WorldObject } from "../model/object/world-object.ts";
import type { Account } from "../session/account.ts";
import type { Session } from "../session/session.ts";
import { stockClasses } from "../stock/classes/stock-classes.ts";
import type { Engine } from "../world/engine.ts";
import type { LoadedGame } from "../world/game-loader.ts";
import { CallResult, type CallOutcome, type Receiver } from "./call-result.ts";
import { FakeClock } from "./fake-clock.ts";
import { configOf, loadedGame, type GameUnderTest } from "./game-under-test.ts";
import { HookRecorder, type RecordOptions } from "./hook-recorder.ts";
import { MemoryWorlds } from "./memory-worlds.ts";
import { recordingLogger, type LogLine } from "./recording-logger.ts";
import { RecordingWire } from "./recording-wire.ts";
import { rest } from "./rest.ts";
import { TestClock } from "./test-clock.ts";
import { TestPlayer } from "./test-player.ts";
import { TestSession, type ConnectOptions } from "./test-session.ts";

export interface TestGameOptions extends GameUnderTest {
  /** What chance begins with. Default: 1. */
  readonly seed?: number;
  /** Who rules from the start, with the character #1. Default: nobody, as in a game that nobody has claimed. */
  readonly superuser?: { readonly name: string; readonly password: string };
}

/** How a player comes into a scene. */
export interface PlayerPlan<Room = WorldObject> extends ConnectOptions {
  readonly in?: Room;
  /** Such as `["Builder"]`; for the account and its character. */
  readonly permissions?: readonly string[];
  readonly superuser?: boolean;
}

export interface CallOptions {
  readonly as: Receiver;
  /** What is typed at the questions of the command, in order. */
  readonly answers?: readonly string[];
  /** The command is expected to throw; the result has the error. Default: such an error fails the test. */
  readonly expectError?: boolean;
}

/**
 * A whole game in this process: a gateway and a world as they are in production, joined by memory instead of sockets.
 * Time stands still until it is moved, and chance is seeded.
 */
export class TestGame implements AsyncDisposable {
  readonly clock: TestClock;
  /** What the game wrote into its log. */
  readonly log: readonly LogLine[];
  readonly #clock = new FakeClock();
  readonly #core: GatewayCore;
  readonly #worlds: MemoryWorlds;
  readonly #lines: LogLine[] = [];
  readonly #sessions: { readonly name: () => string; readonly session: TestSession }[] = [];
  readonly #recorders = new Set<HookRecorder>();
  readonly #calls = new Map<SessionId, (outcome: Outcome | Promise<Outcome>) => void>();
  #code: GameUnderTest;
  #engine: Engine | null = null;
  #failure: string | null = null;
  /** Errors in the log before this line are known. */
  #known = 0;

  constructor({ seed = 1, superuser, ...code }: TestGameOptions) {
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
      onEngine: (engine) => {
        this.#engine = engine;
        for (const recorder of this.#recorders) recorder.watch(engine.game);
      },
    });
    this.clock = new TestClock(this.#clock, async () => {
      await this.rest();
      this.#throwErrors();
    });
  }

  /** The game as code sees it (`ctx.game`). After a reload it is another one. */
  get world(): Game {
    if (this.#engine === null) throw new TypeError("no world serves");
    return this.#engine.game;
  }

  get game(): Game {
    return this.world;
  }

  get engine(): Engine {
    if (this.#engine === null) throw new TypeError("no world serves");
    return this.#engine;
  }

  /** Starts it; `testGame` has done so. @throws what kept it from starting */
  async start(): Promise<void> {
    this.#core.start(null);
    await this.#untilServing();
    await this.rest();
    this.#throwErrors();
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
   * Makes an entity.
   *
   * @example
   * const lantern = await game.create(Lantern, { key: "lantern", location: ann.character });
   */
  create<T extends Entity>(
    cls: EntityClass<T>,
    options: CreateOptions & { readonly key: string },
  ): Promise<T> {
    return this.turn(() => this.world.create(cls, options));
  }

  /**
   * Makes rooms, and players with characters in them; all by their names.
   *
   * @example
   * const { hall, ann, bea } = await game.scene({
   *   rooms: ["hall"],
   *   players: { ann: "hall", bea: { in: "hall", permissions: ["Builder"] } },
   * });
   */
  async scene<Room extends string = never, Player extends string = never>(plan: {
    readonly rooms?: readonly Room[];
    readonly players?: Readonly<Record<Player, NoInfer<Room> | PlayerPlan<NoInfer<Room>>>>;
  }): Promise<Record<Room, WorldObject> & Record<Player, TestPlayer>> {
    const made = new Map<string, WorldObject | TestPlayer>();
    await this.turn(() => {
      for (const key of plan.rooms ?? []) {
        made.set(key, this.world.create(stockClasses.Room, { key, noHome: true }));
      }
    });
    for (const [name, given] of Object.entries<Room | PlayerPlan<Room>>(plan.players ?? {})) {
      const { in: room, ...rest } = typeof given === "string" ? { in: given } : given;
      const place = room === undefined ? {} : { in: made.get(room) as WorldObject };
      made.set(name, await this.enter(name, { ...rest, ...place }));
    }
    return Object.fromEntries(made) as Record<Room, WorldObject> & Record<Player, TestPlayer>;
  }

  /**
   * Connects and logs in, without a password. The account is made when there is none of that name.
   *
   * @throws TypeError when the login is refused, or no character is entered
   */
  async enter(name: string, plan: PlayerPlan = {}): Promise<TestPlayer> {
    const session = await this.connect(plan);
    const problem = await this.logIn(session, name, plan);
    if (problem !== null) throw new TypeError(`${name} is not let in: ${problem}`);
    const character = this.session(session).puppet ?? this.world.accounts.find(name)?.characters[0];
    if (character === undefined) throw new TypeError(`${name} has no character`);
    return new TestPlayer(name, session, character.id, () => this.world);
  }

  /** A new connection; it sees the login screen. */
  async connect({
    address = "10.0.0.1",
    protocol = "telnet",
    flags = {},
  }: ConnectOptions = {}): Promise<TestSession> {
    const wire = new RecordingWire(protocol, flags);
    const session = new TestSession(this.#core.connections.accept(wire, address), wire);
    this.#sessions.push({ session, name: () => this.#nameOf(session) });
    await this.rest();
    return session;
  }

  /**
   * Logs a session in, without a password. The account is made when there is none of that name.
   *
   * @returns why it was refused; null when it was not
   */
  async logIn(session: TestSession, name: string, plan: PlayerPlan = {}): Promise<string | null> {
    const { id } = session;
    const spec = { kind: "event", label: "log in", lane: laneOf(id), session: id } as const;
    const problem = await this.world.turns.run(spec, () => {
      const { accounts, entrance } = this.world;
      const account = accounts.find(name) ?? accounts.create({ name, passwordHash: "", address: null });
      prepare(account, plan);
      return entrance.logIn(this.session(session), account);
    });
    await this.rest();
    return problem;
  }

  /**
   * The session as the world knows it.
   *
   * @throws TypeError when it has ended
   */
  session(who: Receiver): Session {
    const { id } = sessionOf(who);
    const session = this.world.sessions.get(id);
    if (session === undefined) throw new TypeError(`session ${id} has ended`);
    return session;
  }

  /**
   * The same entity in the world that serves now: after a reload, those from before belong to a world that is gone.
   *
   * @throws TypeError when it was deleted
   */
  current<T extends Entity>(entity: T): T {
    const now = this.world.get(entity.kind, entity.id);
    if (now === null) throw new TypeError(`${entity.kind} #${entity.id} is gone`);
    return now as T;
  }

  /**
   * Types a line, answers the questions of its command, and waits until nothing more happens by itself.
   *
   * @throws what the command threw, unless that is expected; TypeError when an answer is not wanted
   * @example
   * const result = await game.call("light lantern", { as: ann, answers: ["y"] });
   */
  async call(line: string, { as, answers = [], expectError = false }: CallOptions): Promise<CallResult> {
    const session = sessionOf(as);
    const before = new Map(this.#sessions.map((one) => [one.session, one.session.transcript.length]));
    const names = new Map(this.#sessions.map((one) => [one.session, one.name()]));
    let outcome: CallOutcome = { status: "notRun" };
    let isAstray = false;
    this.#calls.set(session.id, (ending) => {
      outcome = { status: "waiting" };
      isAstray = true;
      void Promise.resolve(ending).then((end) => {
        outcome = end;
        isAstray = false;
      });
    });
    const id = session.id;
    session.type(line);
    const ended = (): boolean => !isAstray || this.#isWaiting(id);
    await rest(this.#worlds, ended);
    for (const answer of answers) {
      if (!this.#isAsked(id)) {
        throw new TypeError(
          `nobody asked for the answer ${JSON.stringify(answer)} to ${JSON.stringify(line)}`,
        );
      }
      session.type(answer);
      await rest(this.#worlds, ended);
    }
    this.#calls.delete(id);
    const received = this.#sessions.map((one) => ({
      name: names.get(one.session) ?? one.name(),
      session: one.session,
      texts: one.session.transcript.slice(before.get(one.session) ?? 0),
    }));
    const [error] = expectError ? this.takeErrors() : [];
    if (expectError && error === undefined)
      throw new TypeError(`"${line}" was expected to throw, and did not`);
    this.#throwErrors();
    return new CallResult(line, outcome, received, error);
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
    this.#throwErrors();
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
    this.#throwErrors();
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

  /** Waits until nothing more happens by itself. `call`, `turn` and the like have done so. */
  rest(): Promise<void> {
    return rest(this.#worlds);
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
    for (const recorder of this.#recorders) recorder.stop();
    this.#throwErrors();
  }

  #throwErrors(): void {
    const [error] = this.takeErrors();
    if (error !== undefined) throw error;
  }

  #nameOf(session: TestSession): string {
    if (!session.isLetIn) return "a stranger at the gate";
    const known = this.world.sessions.get(session.id);
    const name = known?.puppet?.key ?? known?.account?.key;
    return name === undefined ? `session ${session.id}` : `${name} (session ${session.id})`;
  }

  async #untilServing(): Promise<void> {
    await rest(this.#worlds, () => this.#core.isServing || this.#failure !== null);
    if (this.#failure === null) return;
    this.#throwErrors();
    throw new Error(this.#failure);
  }

  /** What takes more than the rounds of rest, but no time of the game. */
  async #patiently<T>(work: Promise<T>): Promise<T> {
    let isDone = false;
    const ended = work.finally(() => (isDone = true));
    ended.catch(() => {});
    await rest(this.#worlds, () => isDone);
    return ended;
  }

  #isAsked(id: SessionId): boolean {
    const session = this.world.sessions.get(id);
    return session !== undefined && session.frames.top !== null;
  }

  /** Does a command of the session wait for an answer, for time or for another line? */
  #isWaiting(id: SessionId): boolean {
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

/**
 * A game to try code in: starts in some ten milliseconds, keeps everything in memory, and is gone with the test.
 *
 * @example
 * await using game = await testGame({ classes: [Lantern], commands: [light] });
 * const { ann } = await game.scene({ rooms: ["hall"], players: { ann: "hall" } });
 * await game.create(Lantern, { key: "lantern", location: ann.character });
 * assertSent(await game.call("light lantern", { as: ann }), ann, "You light the lantern.");
 */
export async function testGame(options: TestGameOptions = {}): Promise<TestGame> {
  const game = new TestGame(options);
  await game.start();
  return game;
}

export type { TestPlayer } from "./test-player.ts";

function sessionOf(who: Receiver): TestSession {
  return who instanceof TestPlayer ? who.session : who;
}

function prepare(account: Account, { in: place, permissions = [], superuser = false }: PlayerPlan): void {
  const [character] = account.characters;
  if (place !== undefined) character?.attributes.add("prelogout_location", place, { category: "mudlark" });
  for (const permission of permissions) {
    account.permissions.add(permission);
    character?.permissions.add(permission);
  }
  if (superuser) account.makeSuperuser();
}

function environmentOf(superuser: TestGameOptions["superuser"]): Readonly<Record<string, string>> {
  if (superuser === undefined) return {};
  const { name, password } = superuser;
  return { MUDLARK_SUPERUSER_NAME: name, MUDLARK_SUPERUSER_PASSWORD: password };
}
