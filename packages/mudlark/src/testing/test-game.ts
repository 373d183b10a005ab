import type { SessionId } from "../base/session-id.ts";
import { laneOf } from "../command/run/session-lane.ts";
import type { CreateOptions } from "../model/entity/create-options.ts";
import type { Entity, EntityClass } from "../model/entity/entity.ts";
import type { WorldObject } from "../model/object/world-object.ts";
import type { Account } from "../session/accounts/account.ts";
import type { Session } from "../session/session.ts";
import { stockClasses } from "../stock/classes/stock-classes.ts";
import { CallResult, type CallOutcome, type Receiver } from "./call-result.ts";
import { RecordingWire } from "./recording-wire.ts";
import { TestPlayer } from "./test-player.ts";
import { TestServer, type TestServerOptions } from "./test-server.ts";
import { TestSession, type ConnectOptions } from "./test-session.ts";

export type TestGameOptions = TestServerOptions;

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

/** A game under test, with players who type. `testGame` starts one. */
export class TestGame extends TestServer {
  readonly #sessions: { readonly name: () => string; readonly session: TestSession }[] = [];

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
    const session = new TestSession(this.accept(wire, address), wire);
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
    this.awaitLine(session.id, (ending) => {
      outcome = { status: "waiting" };
      isAstray = true;
      void Promise.resolve(ending).then((end) => {
        outcome = end;
        isAstray = false;
      });
    });
    const id = session.id;
    session.type(line);
    const ended = (): boolean => !isAstray || this.isWaiting(id);
    await this.rest(ended);
    for (const answer of answers) {
      if (!this.#isAsked(id)) {
        throw new TypeError(
          `nobody asked for the answer ${JSON.stringify(answer)} to ${JSON.stringify(line)}`,
        );
      }
      session.type(answer);
      await this.rest(ended);
    }
    const received = this.#sessions.map((one) => ({
      name: names.get(one.session) ?? one.name(),
      session: one.session,
      texts: one.session.transcript.slice(before.get(one.session) ?? 0),
    }));
    const [error] = expectError ? this.takeErrors() : [];
    if (expectError && error === undefined)
      throw new TypeError(`"${line}" was expected to throw, and did not`);
    this.throwErrors();
    return new CallResult(line, outcome, received, error);
  }

  #nameOf(session: TestSession): string {
    if (!session.isLetIn) return "a stranger at the gate";
    const known = this.world.sessions.get(session.id);
    const name = known?.puppet?.key ?? known?.account?.key;
    return name === undefined ? `session ${session.id}` : `${name} (session ${session.id})`;
  }

  #isAsked(id: SessionId): boolean {
    const session = this.world.sessions.get(id);
    return session !== undefined && session.frames.top !== null;
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
