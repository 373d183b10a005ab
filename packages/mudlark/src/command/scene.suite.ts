import { Entity, type EntityClass } from "../model/entity/entity.ts";
import type { Kernel } from "../model/kernel.ts";
import type { Message } from "../model/message.ts";
import { WorldObject } from "../model/object/world-object.ts";
import type { TurnRunner } from "../model/turn/turn-runner.ts";
import type { HeldEffect } from "../model/turn/turn.ts";
import type { FakeClock } from "../testing/fake-clock.ts";
import { testKernel, type TestKernel } from "../testing/test-kernel.ts";
import { nodeAsyncScope } from "../world/node-async-scope.ts";
import type { CommandSet } from "./sets/command-set.ts";
import { CommandSetRegistry } from "./sets/command-set-registry.ts";
import { CommandStack } from "./sets/command-stack.ts";
import type { CommandStacks } from "./sets/command-stacks.ts";
import { CommandDispatcher } from "./run/dispatcher.ts";
import { FrameStack } from "./frames/frame-stack.ts";
import type { InputSource } from "./input-source.ts";
import type { Outcome } from "./run/outcome.ts";
import { laneOf } from "./run/session-lane.ts";

class Room extends WorldObject {
  static override readonly contentType = "room";
}

class Exit extends WorldObject {
  static override readonly contentType = "exit";

  override get defaultLocks(): string {
    return `${super.defaultLocks};traverse:all()`;
  }
}

class Character extends WorldObject {
  static override readonly contentType = "character";

  override get defaultLocks(): string {
    return `${super.defaultLocks};call:false()`;
  }
}

class PlainAccount extends Entity {}

/** What was shown, as an effect of a turn. */
interface Shown extends HeldEffect {
  readonly type: "shown";
  readonly to: string;
  readonly text: string;
}

export interface SceneSettings {
  /** Default false. */
  readonly abbreviations?: boolean;
  /** Further classes that things may have. */
  readonly classes?: readonly EntityClass<WorldObject>[];
}

export interface Player {
  readonly account: Entity;
  readonly puppet: WorldObject;
  readonly session: PlainSession;
}

/** A real kernel with commands, and sessions that write down what they show, for the tests of this folder. */
export class Scene {
  readonly kernel: Kernel;
  readonly clock: FakeClock;
  readonly sets = new CommandSetRegistry();
  readonly dispatcher: CommandDispatcher;
  readonly channelSets: CommandSet[] = [];
  readonly defaultSets = new Map<Entity, CommandSet>();
  readonly accounts = new Map<Entity, Entity>();
  readonly #base: TestKernel;
  #nextSession = 1;

  static async create(settings: SceneSettings = {}): Promise<Scene> {
    const accounts = new Map<Entity, Entity>();
    const shown = (to: string, message: Message): Shown => ({ type: "shown", to, text: textOf(message) });
    const base: TestKernel = await testKernel({
      classes: [WorldObject, Room, Exit, Character, ...(settings.classes ?? [])],
      ports: {
        audience: {
          deliver(entity, message, to) {
            const sessions = (to as readonly PlainSession[] | undefined) ?? [];
            for (const session of sessions) session.msg(message);
            if (to === undefined && accounts.has(entity))
              base.kernel.turns.requireTurn().hold(shown(entity.key, message));
          },
          isOnline: () => true,
        },
        control: {
          accountOf: (object) => accounts.get(object) ?? null,
          puppetOf: () => null,
          isQuelled: () => false,
        },
      },
    });
    base.kernel.registerKind<PlainAccount>({
      name: "account",
      base: PlainAccount,
      firstSave(account, { key, permissions = [] }) {
        account.key = key ?? "";
        for (const permission of permissions) account.permissions.add(permission as string);
      },
    });
    base.kernel.registerClass(PlainAccount, { path: "test", name: "PlainAccount" });
    return new Scene(base, accounts, settings);
  }

  constructor(base: TestKernel, accounts: Map<Entity, Entity>, settings: SceneSettings) {
    this.#base = base;
    this.kernel = base.kernel;
    this.clock = base.clock;
    this.accounts = accounts;
    this.dispatcher = new CommandDispatcher({
      game: this.kernel,
      running: nodeAsyncScope(),
      sets: this.sets,
      settings: {
        ignoredPrefixes: "@&/+",
        usualCategory: "general",
        abbreviations: settings.abbreviations ?? false,
        idleWord: "idle",
        replyToAllSessions: "auto",
        mergeCache: 100,
        showErrors: false,
        shortenPaths: (trace) => trace,
      },
      defaultSet: (entity) => this.defaultSets.get(entity) ?? null,
      replace: (lines) => ({ ok: true, lines, count: 0 }),
      staffSet: null,
      channelSets: () => this.channelSets,
    });
  }

  get turns(): TurnRunner {
    return this.kernel.turns;
  }

  get stacks(): CommandStacks {
    return this.dispatcher.stacks;
  }

  get sent(): readonly Shown[] {
    return this.#base.released.filter((effect): effect is Shown => effect.type === "shown");
  }

  /** Warnings and errors in the log. */
  get logged(): TestKernel["logged"] {
    return this.#base.logged.filter(({ level }) => level === "warn" || level === "error");
  }

  room(key: string): Promise<WorldObject> {
    return this.#make(Room, key, {});
  }

  thing(
    key: string,
    location: WorldObject,
    cls: EntityClass<WorldObject> = WorldObject,
  ): Promise<WorldObject> {
    return this.#make(cls, key, { location });
  }

  exit(
    key: string,
    location: WorldObject,
    destination: WorldObject,
    aliases: readonly string[] = [],
  ): Promise<WorldObject> {
    return this.#make(Exit, key, { location, destination, aliases });
  }

  /** A character with an account and a session. */
  async player(key: string, location: WorldObject, set: CommandSet, permission = "Player"): Promise<Player> {
    const account = await this.#make(PlainAccount, `${key}'s account`, { permissions: [permission] });
    const puppet = await this.#make(Character, key, { location });
    this.accounts.set(puppet, account);
    this.defaultSets.set(puppet, set);
    return { account, puppet, session: this.session(account, puppet) };
  }

  session(account: Entity | null, puppet: WorldObject | null): PlainSession {
    return new PlainSession(this, this.#nextSession++, account, puppet);
  }

  /** Runs something as a turn. */
  async change<T>(work: () => T): Promise<Awaited<T>> {
    const result = await this.turns.run({ kind: "event", label: "test", lane: "test" }, work);
    await this.settle();
    return result;
  }

  /** Types lines one after the other; answers with what was shown since. */
  async type(session: PlainSession, ...lines: readonly string[]): Promise<string[]> {
    const before = this.sent.length;
    for (const line of lines) {
      this.#enqueueLine(session, line);
      await this.settle();
    }
    return this.#shownTo(session, before);
  }

  #enqueueLine(session: PlainSession, line: string): void {
    this.turns.enqueue({ kind: "line", label: line, lane: laneOf(session.id), session: session.id }, () =>
      this.dispatcher.receive(asSource(session), line),
    );
  }

  #shownTo(session: PlainSession, before: number): string[] {
    return this.sent.slice(before).map(({ to, text }) => (to === session.label ? text : `${to}: ${text}`));
  }

  /** Types lines at once, before any of them has run; answers with what was shown since. */
  async paste(session: PlainSession, ...lines: readonly string[]): Promise<string[]> {
    const before = this.sent.length;
    for (const line of lines) this.#enqueueLine(session, line);
    await this.settle();
    return this.#shownTo(session, before);
  }

  /** Types one line and answers with how it ended, when it has ended. */
  async outcome(session: PlainSession, line: string): Promise<Outcome> {
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
    for (let round = 0; round < 5; round++) {
      await new Promise((resolve) => setImmediate(resolve));
      await this.turns.quiet();
    }
  }

  hold(to: string, message: string | Partial<Message>): void {
    const effect: Shown = { type: "shown", to, text: textOf(message) };
    this.turns.requireTurn().hold(effect);
  }

  async #make<E extends Entity>(cls: EntityClass<E>, key: string, options: object): Promise<E> {
    return await this.#base.turn(() => this.kernel.create(cls, { key, ...options }));
  }
}

/** As much of a session as commands need. */
export class PlainSession {
  readonly world: Scene;
  readonly id: number;
  readonly frames: FrameStack;
  readonly commandSets: CommandStack;
  readonly size = { width: 80, height: 24 };
  readonly isScreenReader = false;
  account: Entity | null;
  puppet: WorldObject | null;
  sharing: readonly PlainSession[] = [this];
  echo = true;
  counted: boolean[] = [];
  lastFound: readonly number[] = [];
  waitsFor: string | null = null;

  constructor(world: Scene, id: number, account: Entity | null, puppet: WorldObject | null) {
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
      topChanged() {},
      keep() {},
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
    this.world.hold(this.label, message);
  }

  replySessions(policy: boolean | "auto"): readonly PlainSession[] {
    return policy === false ? [this] : this.sharing;
  }

  noteWaiting(command: string | null): void {
    this.waitsFor = command;
  }

  readonly hasEditorWindow = false;
  send(): void {}

  countLine(isIdle: boolean): void {
    this.counted.push(isIdle);
  }
}

export function asSource(session: PlainSession): InputSource {
  return session;
}

function textOf(message: string | Partial<Message>): string {
  return typeof message === "string"
    ? message
    : `${message.prompt === true ? "? " : ""}${message.text ?? ""}`;
}
