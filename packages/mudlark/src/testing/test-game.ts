import { silentLogger } from "../base/logger.ts";
import { seededRandom } from "../base/random.ts";
import type { CommandDefinition } from "../command/definition.ts";
import type { Outcome } from "../command/outcome.ts";
import { laneOf } from "../command/run-command.ts";
import { resolveConfig } from "../config/resolve-config.ts";
import type { GameDefinition } from "../game/define-game.ts";
import type { ServerControl } from "../game/server-control.ts";
import type { Effect } from "../link/messages.ts";
import { initialFlags } from "../link/session-state.ts";
import type { Game } from "../model/game.ts";
import type { WorldObject } from "../model/object/world-object.ts";
import type { Session } from "../session/session.ts";
import { stockClasses } from "../stock/classes/stock-classes.ts";
import { stockConnectionScreen } from "../stock/screens/connection-screen.ts";
import { MemoryDisk, MemoryStore } from "../store/memory-store.ts";
import { buildEngine, type Engine } from "../world/engine.ts";
import { firstStart } from "../world/first-start.ts";
import { Resync } from "../world/resync.ts";
import { ServerHooks } from "../world/server-hooks.ts";
import { AsyncTurnContext } from "./async-turn-context.ts";
import { FakeClock } from "./fake-clock.ts";
import { passTime } from "./pass-time.ts";

export interface TestGameOptions {
  /** Commands of every character, besides the stock ones. */
  readonly commands?: readonly CommandDefinition[];
  /** As in `mudlark.config.ts`. */
  readonly config?: unknown;
  readonly definition?: GameDefinition;
}

/** A character whose player is logged in and plays it. */
export interface TestPlayer {
  readonly session: number;
  readonly character: WorldObject;
}

export interface CallOptions {
  readonly as: TestPlayer | number;
  /** What is typed at the questions of the command, in order. */
  readonly answers?: readonly string[];
}

export interface CallResult {
  readonly outcome: Outcome;
  /** What each session was sent meanwhile, as markup. */
  readonly sentTo: (who: TestPlayer | number) => readonly string[];
}

/** A whole world in this process, without sockets: time stands still, and chance is seeded. */
export class TestGame {
  readonly clock = new FakeClock();
  readonly #options: TestGameOptions;
  readonly #disk = new MemoryDisk();
  readonly #effects: Effect[] = [];
  #engine: Engine;
  #store: MemoryStore;
  #lastSession = 0;

  constructor(options: TestGameOptions) {
    this.#options = options;
    [this.#engine, this.#store] = this.#build();
  }

  get engine(): Engine {
    return this.#engine;
  }

  get game(): Game {
    return this.#engine.game;
  }

  /** Everything that has left the world, in order. */
  get effects(): readonly Effect[] {
    return this.#effects;
  }

  /** Loads the world; the first time, makes it. */
  async start(cold = true): Promise<void> {
    const { definition = {} } = this.#options;
    await this.game.load();
    this.#engine.accounts.load();
    await firstStart({
      engine: this.#engine,
      hooks: new ServerHooks(this.game, definition.hooks ?? {}, silentLogger),
      config: this.#config(),
      clock: this.clock,
      logger: silentLogger,
      environment: {},
    });
    const { time } = this.#engine;
    await this.turn(() => void time.begin({ cold, suspects: [] }));
    time.run();
    this.#engine.idle.run();
  }

  /** Lets seconds pass: whatever falls due on the way happens at its moment, and is durable in the end. */
  async pass(seconds: number): Promise<void> {
    await passTime(this.clock, this.game.turns, seconds);
    await this.game.committer.flush();
  }

  /** Runs something as a turn; resolves when it is durable, rejects with what it threw. */
  turn<T>(work: () => T | PromiseLike<T>): Promise<T> {
    return this.game.turns.run({ kind: "event", label: "test", lane: "test" }, work);
  }

  /** Makes rooms, and characters in them that are being played; both by their names. */
  async scene<Room extends string, Player extends string>(plan: {
    readonly rooms: readonly Room[];
    readonly players: Readonly<Record<Player, Room>>;
  }): Promise<Record<Room, WorldObject> & Record<Player, TestPlayer>> {
    const rooms = await this.turn(() =>
      plan.rooms.map((key) => [key, this.game.create(stockClasses.Room, { key, noHome: true })] as const),
    );
    const made = new Map<string, WorldObject | TestPlayer>(rooms);
    for (const [name, room] of Object.entries<Room>(plan.players)) {
      const session = await this.connect();
      await this.logIn(session, name, made.get(room) as WorldObject);
      const { puppet } = this.session(session);
      if (puppet === null) throw new TypeError(`${name} plays nothing`);
      made.set(name, { session, character: puppet });
    }
    return Object.fromEntries(made) as Record<Room, WorldObject> & Record<Player, TestPlayer>;
  }

  /** A new connection at the login screen. @returns the id of its session */
  async connect(address = "10.0.0.1"): Promise<number> {
    const id = ++this.#lastSession;
    const now = this.clock.now();
    await this.turn(() =>
      this.#engine.sessions.add({
        id,
        address,
        protocolKey: "telnet",
        csessid: null,
        connTime: now,
        loginTime: null,
        uid: null,
        uname: null,
        puid: null,
        cmdLast: now,
        cmdLastVisible: now,
        cmdTotal: 0,
        flags: initialFlags,
        serverData: {},
        cmdsetStorage: [],
        quelled: false,
        greeted: true,
        waiting: null,
        revision: 0,
      }),
    );
    return id;
  }

  /** Logs a session in without a password, to an account that is made when there is none of that name. */
  logIn(id: number, name: string, place?: WorldObject): Promise<string | null> {
    return this.turn(() => {
      const { accounts, entrance } = this.#engine;
      const account = accounts.find(name) ?? accounts.create({ name, passwordHash: "", address: null });
      const [character] = account.characters;
      if (place !== undefined)
        character?.attributes.add("prelogout_location", place, { category: "mudlark" });
      return entrance.logIn(this.session(id), account);
    });
  }

  /** @throws TypeError when it has ended */
  session(who: TestPlayer | number): Session {
    const session = this.#engine.sessions.get(idOf(who));
    if (session === undefined) throw new TypeError(`session ${idOf(who)} has ended`);
    return session;
  }

  /** Types a line and waits until its command has ended and is durable. */
  async call(line: string, { as, answers = [] }: CallOptions): Promise<CallResult> {
    const from = this.#effects.length;
    const session = this.session(as);
    const done = this.#type(session, line);
    for (const answer of answers) {
      await this.asked(session.id);
      await this.#type(session, answer);
    }
    const outcome = await done;
    await this.game.committer.flush();
    const sent = this.#effects.slice(from);
    return { outcome, sentTo: (who) => textsTo(idOf(who), sent) };
  }

  /** A new world on what the old one stored, with the sessions of the old one. */
  async reload(): Promise<void> {
    const { turns, committer } = this.game;
    const states = this.#engine.sessions.all({ includeUnloggedIn: true }).map((session) => session.state);
    await this.turn(() => this.#engine.time.rest());
    await turns.quiet();
    turns.freeze();
    await committer.flush();
    await this.#store.release();
    [this.#engine, this.#store] = this.#build();
    await this.start(false);
    const config = this.#config();
    await this.turn(() =>
      new Resync(this.#engine, config.accounts.sessionMode, silentLogger).run(
        {
          type: "sessions",
          gateway: "test",
          mode: "reload",
          sessions: states.map((state) => ({ state, acknowledged: 0 })),
          closed: [],
          incidents: [],
        },
        [],
      ),
    );
  }

  #type(session: Session, line: string): Promise<Outcome> {
    const spec = { kind: "line", label: "test line", lane: laneOf(session.id), session: session.id } as const;
    return this.game.turns.run(spec, () => this.#engine.dispatcher.receive(session, line));
  }

  /** Waits until a command asks the player something. @throws TypeError when none does */
  async asked(who: TestPlayer | number): Promise<void> {
    const session = this.session(who);
    for (let tries = 0; session.frames.top === null; tries++) {
      if (tries > 100_000) throw new TypeError("the command asked nothing");
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  #config(): ReturnType<typeof resolveConfig> {
    const { config: file = {} } = this.#options;
    return resolveConfig({ directory: "/game", mode: "development", file, environment: {} });
  }

  #build(): [Engine, MemoryStore] {
    const { commands = [], definition = {} } = this.#options;
    const store = new MemoryStore(this.#disk);
    const own = definition.commands ?? {};
    const engine = buildEngine({
      config: this.#config(),
      definition: {
        ...definition,
        commands: { ...own, character: [...(own.character ?? []), ...commands] },
      },
      modules: [],
      store,
      clock: this.clock,
      random: seededRandom(1),
      logger: silentLogger,
      context: new AsyncTurnContext(),
      server: testServer(this.clock.now()),
      edge: {
        release: (effects) => void this.#effects.push(...effects),
        running: () => {},
        idle: () => {},
        isCongested: () => false,
        marksFor: () => null,
        storeFailed: () => {},
        storeRecovered: () => {},
      },
    });
    return [engine, store];
  }
}

/**
 * A world to try commands in.
 *
 * @example
 * const game = await testGame({ commands: [light] });
 * const { ann } = await game.scene({ rooms: ["hall"], players: { ann: "hall" } });
 * const { sentTo } = await game.call("light lantern", { as: ann, answers: ["y"] });
 */
export async function testGame(options: TestGameOptions = {}): Promise<TestGame> {
  const game = new TestGame(options);
  await game.start();
  return game;
}

function idOf(who: TestPlayer | number): number {
  return typeof who === "number" ? who : who.session;
}

function textsTo(id: number, effects: readonly Effect[]): string[] {
  return effects.flatMap((effect) => {
    if (effect.type === "close") return effect.session === id ? [effect.text] : [];
    if (effect.type === "text" || effect.type === "prompt")
      return effect.sessions.includes(id) ? [effect.text] : [];
    if (effect.type !== "command" || effect.command.name !== "text" || !effect.sessions.includes(id))
      return [];
    return effect.command.args.filter((arg) => typeof arg === "string");
  });
}

function testServer(startedAt: number): ServerControl {
  const game = { name: "Test", slogan: "" };
  return {
    gameName: game.name,
    slogan: game.slogan,
    contact: null,
    startedAt,
    version: "0.0.0",
    liveCode: false,
    connectionScreen: () => stockConnectionScreen(game),
    request: () => {},
  };
}
