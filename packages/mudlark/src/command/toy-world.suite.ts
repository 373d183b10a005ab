import { AsyncLocalStorage } from "node:async_hooks";
import { silentLogger } from "../base/logger.ts";
import { seededRandom } from "../base/random.ts";
import type { Entity } from "../model/entity/entity.ts";
import type { Game } from "../model/game.ts";
import type { LockSubject } from "../model/locks/lock-subject.ts";
import { LockSystem } from "../model/locks/lock-system.ts";
import type { WorldObject } from "../model/object/world-object.ts";
import { PermissionHierarchy } from "../model/permissions/permission-hierarchy.ts";
import type { Message } from "../model/message.ts";
import { TurnRunner } from "../model/turn/turn-runner.ts";
import type { Turn } from "../model/turn/turn.ts";
import { FakeClock } from "../testing/fake-clock.ts";
import type { Actor } from "./actor.ts";
import type { CommandSet } from "./command-set.ts";
import { CommandSetRegistry } from "./command-set-registry.ts";
import { CommandStack } from "./command-stack.ts";
import type { CommandStacks } from "./command-stacks.ts";
import { CommandDispatcher } from "./dispatcher.ts";
import { FrameStack } from "./frames/frame-stack.ts";
import type { InputSource } from "./input-source.ts";
import type { Outcome } from "./outcome.ts";
import { laneOf } from "./run-command.ts";

/** A world of a few plain objects, with real turns and real locks, for the tests of this folder. */
export class ToyWorld {
  readonly clock = new FakeClock();
  readonly sets = new CommandSetRegistry();
  readonly turns: TurnRunner;
  readonly locks: LockSystem;
  readonly stacks: CommandStacks;
  readonly dispatcher: CommandDispatcher;
  readonly logged: { message: string; fields: unknown }[] = [];
  readonly channelSets: CommandSet[] = [];
  readonly defaultSets = new Map<ToyObject, CommandSet>();
  readonly sent: { to: string; text: string }[] = [];
  #nextId = 1;
  #nextSession = 1;

  constructor() {
    const storage = new AsyncLocalStorage<object>();
    const logger = {
      ...silentLogger,
      error: (message: string, fields: unknown = {}) => void this.logged.push({ message, fields }),
      warn: (message: string, fields: unknown = {}) => void this.logged.push({ message, fields }),
    };
    this.turns = new TurnRunner(
      {
        clock: this.clock,
        logger,
        commandTimeMs: 1000,
        context: {
          run: (fiber, action, argument) => storage.run(fiber, action, argument),
          current: () => storage.getStore(),
          afterMicrotasks(callback) {
            const handle = setImmediate(callback);
            return { cancel: () => clearImmediate(handle) };
          },
        },
        running() {},
        idle() {},
        backpressure: () => false,
        slowTurn() {},
        onError: (turn, error) =>
          void this.logged.push({ message: `turn ${turn.label} failed`, fields: error }),
      },
      { accepts: true, finish: (turn) => this.#release(turn) },
    );
    const accountOf = (object: object): ToyObject | null => (object as ToyObject).account ?? null;
    this.locks = new LockSystem({
      hierarchy: new PermissionHierarchy(["Guest", "Player", "Helper", "Builder", "Admin", "Developer"]),
      accountOf: (object) => accountOf(object) as LockSubject | null,
      puppetOf: () => null,
      isQuelled: () => false,
      isOnline: () => true,
      setting: () => undefined,
      actingSession: () => null,
      reportLock: (message) => void this.logged.push({ message, fields: {} }),
    });
    const defaultSet = (entity: Entity): CommandSet | null => this.defaultSets.get(toy(entity)) ?? null;
    this.dispatcher = new CommandDispatcher({
      game: {
        turns: this.turns,
        locks: this.locks,
        random: seededRandom(1),
        logger,
        accountOf,
      } as unknown as Game,
      sets: this.sets,
      settings: {
        ignoredPrefixes: "@&/+",
        idleWord: "idle",
        replyToAllSessions: "auto",
        mergeCache: 100,
        showErrors: false,
      },
      defaultSet,
      channelSets: () => this.channelSets,
      walk: (_ctx, exit) => {
        const { destination } = toy(exit);
        const mover = toy(_ctx.puppet as unknown as Entity);
        if (destination !== null) this.move(mover, destination);
      },
    });
    this.stacks = this.dispatcher.stacks;
  }

  thing(key: string, location: ToyObject | null = null, more: Partial<ToyObject> = {}): ToyObject {
    const thing = Object.assign(new ToyObject(this, this.#nextId++, key), more);
    if (location !== null) this.move(thing, location);
    return thing;
  }

  exit(key: string, from: ToyObject, to: ToyObject, aliases: readonly string[] = []): ToyObject {
    return this.thing(key, from, { contentType: "exit", destination: to, names: aliases });
  }

  move(thing: ToyObject, location: ToyObject): void {
    if (thing.location !== null)
      thing.location.contents = thing.location.contents.filter((each) => each !== thing);
    thing.location = location;
    location.contents = [...location.contents, thing];
  }

  /** A character with an account and a session. */
  player(key: string, location: ToyObject, set: CommandSet, permission = "Player"): ToyPlayer {
    const account = this.thing(`${key}'s account`, null, { kind: "account", permission });
    const puppet = this.thing(key, location, { contentType: "character", account, lockText: "call:false()" });
    this.defaultSets.set(puppet, set);
    return { account, puppet, session: this.session(account, puppet) };
  }

  session(account: ToyObject | null, puppet: ToyObject | null): ToySession {
    return new ToySession(this, this.#nextSession++, account, puppet);
  }

  /** Runs something as a turn. */
  async change<T>(work: () => T): Promise<T> {
    const result = await this.turns.run({ kind: "event", label: "test", lane: "test" }, work);
    await this.settle();
    return result;
  }

  /** Types lines one after the other; answers with what was shown since. */
  async type(session: ToySession, ...lines: readonly string[]): Promise<string[]> {
    const before = this.sent.length;
    for (const line of lines) {
      this.turns.enqueue({ kind: "line", label: line, lane: laneOf(session.id), session: session.id }, () =>
        this.dispatcher.receive(asSource(session), line),
      );
      await this.settle();
    }
    return this.sent.slice(before).map(({ to, text }) => (to === session.label ? text : `${to}: ${text}`));
  }

  /** Types one line and answers with how it ended, when it has ended. */
  async outcome(session: ToySession, line: string): Promise<Outcome> {
    return await this.turns.run({ kind: "line", label: line, lane: laneOf(session.id) }, () =>
      this.dispatcher.receive(asSource(session), line),
    );
  }

  /** Lets time pass, and what follows from it. */
  async advance(seconds: number): Promise<void> {
    this.clock.advance(seconds * 1000);
    await this.settle();
  }

  async settle(): Promise<void> {
    for (let round = 0; round < 3; round++) {
      await new Promise((resolve) => setImmediate(resolve));
      await this.turns.quiet();
    }
  }

  hold(to: string, text: string): void {
    const effect = { type: "text", to, text };
    this.turns.requireTurn().hold(effect);
  }

  #release(turn: Turn): void {
    for (const effect of turn.effects as readonly { type: string; to: string; text: string }[]) {
      this.sent.push({ to: effect.to, text: effect.text });
    }
    for (const work of turn.afterCommit) work();
  }
}

export interface ToyPlayer {
  readonly account: ToyObject;
  readonly puppet: ToyObject;
  readonly session: ToySession;
}

export class ToyObject {
  readonly world: ToyWorld;
  readonly id: number;
  key: string;
  kind = "object";
  contentType = "object";
  names: readonly string[] = [];
  location: ToyObject | null = null;
  destination: ToyObject | null = null;
  contents: readonly ToyObject[] = [];
  account: ToyObject | null = null;
  lockText = "call:true()";
  permission = "";
  isDeleted = false;
  readonly stored = new Map<string, unknown>();
  readonly aliases = { all: (): readonly string[] => this.names };
  readonly permissions = { all: (): readonly string[] => (this.permission === "" ? [] : [this.permission]) };
  readonly attributes = {
    get: (key: string): unknown => this.stored.get(key),
    add: (key: string, value: unknown): void => void this.stored.set(key, value),
    remove: (key: string): void => void this.stored.delete(key),
    has: (key: string): boolean => this.stored.has(key),
  };

  constructor(world: ToyWorld, id: number, key: string) {
    this.world = world;
    this.id = id;
    this.key = key;
  }

  get name(): string {
    return this.key;
  }

  get ref(): string {
    return `#${this.id}`;
  }

  access(
    accessor: unknown,
    type: string,
    options: { default?: boolean; noSuperuserBypass?: boolean } = {},
  ): boolean {
    const set = this.world.locks.read(this.lockText);
    return this.world.locks.check(
      set,
      accessor as LockSubject | null,
      this as unknown as LockSubject,
      type,
      options,
    );
  }

  msg(message: string | Partial<Message>, options: { to?: readonly ToySession[] } = {}): void {
    for (const session of options.to ?? []) session.msg(message);
    if (options.to === undefined) this.world.hold(this.key, textOf(message));
  }
}

export class ToySession {
  readonly world: ToyWorld;
  readonly id: number;
  readonly frames: FrameStack;
  readonly commandSets: CommandStack;
  readonly size = { width: 80, height: 24 };
  account: ToyObject | null;
  puppet: ToyObject | null;
  sharing: readonly ToySession[] = [this];
  echo = true;
  counted: boolean[] = [];

  constructor(world: ToyWorld, id: number, account: ToyObject | null, puppet: ToyObject | null) {
    this.world = world;
    this.id = id;
    this.account = account;
    this.puppet = puppet;
    const undoWith = (undo: () => void): void => {
      world.turns.requireTurn();
      world.turns.journal.record(undo);
    };
    this.frames = new FrameStack({
      undoWith,
      later: (seconds, label, work) =>
        world.clock.after(seconds * 1000, () =>
          world.turns.enqueue({ kind: "timer", label, lane: laneOf(id) }, work),
        ),
      showPrompt: (text) => this.msg({ text, prompt: true }),
      setEcho: (isOn) => {
        const before = this.echo;
        undoWith(() => void (this.echo = before));
        this.echo = isOn;
      },
    });
    this.commandSets = new CommandStack({
      registry: world.sets,
      undoWith,
      defaultSet: () => null,
      read: () => null,
      write() {},
    });
  }

  get label(): string {
    return `session ${this.id}`;
  }

  msg(message: string | Partial<Message>): void {
    this.world.hold(this.label, textOf(message));
  }

  replySessions(policy: boolean | "auto"): readonly ToySession[] {
    return policy === false ? [this] : this.sharing;
  }

  countLine(isIdle: boolean): void {
    this.counted.push(isIdle);
  }
}

export function asSource(session: ToySession): InputSource {
  return session as unknown as InputSource;
}

export function asEntity(object: ToyObject): WorldObject {
  return object as unknown as WorldObject;
}

export function toy(entity: Entity | Actor["caller"]): ToyObject {
  return entity as unknown as ToyObject;
}

function textOf(message: string | Partial<Message>): string {
  return typeof message === "string"
    ? message
    : `${message.prompt === true ? "? " : ""}${message.text ?? ""}`;
}
