import type { Clock } from "../base/clock.ts";
import { MudlarkError } from "../base/errors.ts";
import type { Logger } from "../base/logger.ts";
import type { Random } from "../base/random.ts";
import type { SessionId } from "../base/session-id.ts";
import type { StoredWorld } from "../store/store.ts";
import { AttributeIndexes, type AttributeQuery } from "./attributes/attribute-indexes.ts";
import { ValueCodecs } from "./attributes/value-codecs.ts";
import type { ChangeWatcher } from "./change-watcher.ts";
import { Committer } from "./commit/committer.ts";
import { ClassRegistry, type ClassSource } from "./entity/class-registry.ts";
import type { CreateOptions } from "./entity/create-options.ts";
import type { EntityCollection } from "./entity/entity-collection.ts";
import type { EntityKind } from "./entity/entity-kind.ts";
import type { EntityRecord, ModelCore } from "./entity/entity-record.ts";
import { Entity, type EntityClass, type SwapClassOptions } from "./entity/entity.ts";
import { Kinds, type IndexedRecords } from "./entity/kinds.ts";
import { LifeCycle } from "./entity/life-cycle.ts";
import { loadRecords } from "./entity/load-records.ts";
import { objectKind } from "./entity/object-kind.ts";
import { PlaceIndex } from "./entity/place-index.ts";
import type { RecordIndex } from "./entity/record-index.ts";
import { TextSlab } from "./entity/text-slab.ts";
import { WarmBodies } from "./entity/warm-bodies.ts";
import type { Game } from "./game.ts";
import type { KernelOptions } from "./kernel-options.ts";
import type { LockWorld } from "./locks/lock-function.ts";
import { LockSystem } from "./locks/lock-system.ts";
import type { Message } from "./message.ts";
import { TemplateCache } from "./messages/template-cache.ts";
import type { WorldObject } from "./object/world-object.ts";
import { PermissionHierarchy } from "./permissions/permission-hierarchy.ts";
import type { KernelPorts } from "./ports.ts";
import { findNamed, type NameQuery } from "./search/find-named.ts";
import { Settings } from "./settings.ts";
import { Signals } from "./signals.ts";
import type { TagIndex, TagQuery } from "./tags/tag-index.ts";
import { Attempts, type AttemptResult } from "./turn/attempts.ts";
import { TurnRunner } from "./turn/turn-runner.ts";

declare module "./game.ts" {
  interface Game extends Kernel {}
}

/**
 * The world in memory: entities, the turns that change them, and the store that keeps them (design §4). It knows no
 * sessions and no commands; what it needs from outside comes through ports.
 */
export class Kernel {
  readonly turns: TurnRunner;
  readonly committer: Committer;
  readonly classes: ClassRegistry;
  readonly settings: Settings;
  readonly signals: Signals;
  readonly values = new ValueCodecs();
  /** Templates of messages, each read once. */
  readonly templates = new TemplateCache();
  /** Bodies that nobody has touched. */
  readonly texts = new TextSlab();
  /** Bodies that somebody has. */
  readonly warmBodies: WarmBodies;
  readonly locks: LockSystem;
  readonly lockWorld: LockWorld;
  readonly hierarchy: PermissionHierarchy;
  readonly objects: EntityCollection<WorldObject>;
  readonly places: PlaceIndex;
  readonly defaultHomeId: number;
  readonly startLocationId: number;
  readonly #watchers: ChangeWatcher[] = [];
  readonly #ports: KernelPorts;
  readonly #core: ModelCore;
  readonly #kinds: Kinds;
  readonly #life: LifeCycle;
  readonly #attributeIndexes: AttributeIndexes;
  readonly #attempts: Attempts;

  constructor(ports: KernelPorts, options: KernelOptions = {}) {
    this.#ports = ports;
    this.defaultHomeId = options.defaultHome ?? 2;
    this.startLocationId = options.startLocation ?? 2;
    this.hierarchy = new PermissionHierarchy(options.hierarchy);
    const committer: Committer = new Committer(
      ports,
      () => this.turns.current === null,
      () => this.turns.wake(),
    );
    this.committer = committer;
    this.turns = new TurnRunner(ports, committer);
    this.#attempts = new Attempts(this.turns);
    this.settings = new Settings(this.turns);
    this.signals = new Signals((action) => this.attempt(action), ports.logger);
    this.classes = new ClassRegistry(ports.logger);
    this.lockWorld = this.#makeLockWorld(options);
    this.locks = new LockSystem(this.lockWorld);
    this.warmBodies = new WarmBodies({
      clock: this.clock,
      texts: this.texts,
      limitBytes: options.cacheMaxBytes ?? 512 * 2 ** 20,
      isBetweenTurns: () => this.turns.current === null,
      records: () => this.#kinds.records(),
    });
    this.#core = this.#makeCore();
    this.#kinds = new Kinds(this.#core, this.classes);
    this.#life = this.#makeLifeCycle();
    this.#attributeIndexes = new AttributeIndexes(this.#core);
    this.places = new PlaceIndex((id) => this.#kinds.find("object", id), this.defaultHomeId);
    this.registerKind(this.#objectKind(), [this.places]);
    this.objects = this.collection<WorldObject>("object");
  }

  get clock(): Clock {
    return this.#ports.clock;
  }

  get logger(): Logger {
    return this.#ports.logger;
  }

  get random(): Random {
    return this.#ports.random;
  }

  /** Lets something hear of every change of something stored, and of every undo. */
  addWatcher(watcher: ChangeWatcher): void {
    this.#watchers.push(watcher);
  }

  /** The session whose turn this is. */
  get actingSession(): SessionId | null {
    return this.turns.current?.session ?? null;
  }

  /**
   * Opens the store and loads everything in it.
   *
   * @throws MudlarkError STORE_LOCKED, STORE_SCHEMA, STORE_FAILED …
   */
  async load(): Promise<StoredWorld> {
    const { store } = this.#ports;
    const stored = await store.open();
    this.committer.start(stored.sequence);
    this.settings.load(stored.settings);
    await loadRecords(store.entities(), (kind) => this.#kinds.get(kind), this.classes, this.logger);
    for (const [kind, id] of stored.highestIds) this.#kinds.get(kind)?.table.raiseHighestId(id);
    return stored;
  }

  /**
   * After `store.release()`: takes the store again, to go on with what is in memory.
   *
   * @throws MudlarkError STORE_EPOCH when somebody has written meanwhile
   */
  async reopen(): Promise<void> {
    const { sequence } = await this.#ports.store.open();
    if (sequence !== this.committer.durableSequence) {
      throw new MudlarkError("STORE_EPOCH", "another world has written to the store meanwhile");
    }
    this.committer.start(sequence);
  }

  /** Adds a kind of entity. @param indexes what is kept in step with its records */
  registerKind<E extends Entity>(kind: EntityKind<E>, indexes: readonly RecordIndex[] = []): void {
    this.#kinds.add(kind, [this.#attributeIndexes, ...indexes]);
  }

  /**
   * Makes a class known under its `classId`, or, without one, under where it comes from.
   *
   * @throws MudlarkError CLASS_INVALID
   */
  registerClass(cls: EntityClass, source: ClassSource | null = null): void {
    this.classes.register(cls, source, (probed) => this.#life.probe(probed));
  }

  /** All entities of a kind. @throws MudlarkError CLASS_UNKNOWN */
  collection<E extends Entity = Entity>(kind: string): EntityCollection<E> {
    return this.#kinds.require(kind).collection as EntityCollection<E>;
  }

  /** Null when there is none. */
  get(kind: string, id: number): Entity | null {
    const record = this.#kinds.find(kind, id);
    return record === undefined ? null : this.instanceOf(record);
  }

  /** What is known about an entity without touching it; undefined when there is none. */
  record(kind: string, id: number): EntityRecord | undefined {
    return this.#kinds.find(kind, id);
  }

  instanceOf(record: EntityRecord): Entity {
    return this.#life.instanceOf(record);
  }

  /** Who bears which tag, alias or permission, among one kind. */
  tagIndex(kind: string): TagIndex {
    return this.#kinds.require(kind).tags;
  }

  /** For a check. */
  indexed(): Generator<IndexedRecords> {
    return this.#kinds.indexed();
  }

  /** Makes what is otherwise made when it is first needed, such as the index of names; for a quiet moment after a start. */
  prepareIndexes(): void {
    for (const { names } of this.#kinds.all()) names.prepare();
  }

  /** Everything of a kind with exactly that key or alias, in any case, by id. Unknown kinds have nothing. */
  called<E extends Entity = Entity>(kind: string, name: string): E[] {
    const state = this.#kinds.get(kind);
    if (state === undefined) return [];
    return findNamed(state, { text: name, match: "equals" }).map((record) => this.instanceOf(record) as E);
  }

  /**
   * Everything of a kind with a key or alias like the text, in any case, by id. Looks at names only.
   *
   * @example
   * game.calledLike("object", { text: "hall", match: "contains", contents: ["room"] });
   */
  calledLike<E extends Entity = Entity>(kind: string, query: NameQuery): E[] {
    return findNamed(this.#kinds.require(kind), query).map((record) => this.instanceOf(record) as E);
  }

  /**
   * Everything of a kind that bears tags, by id; for `match: "any"`, what bears most of them first.
   *
   * @example
   * game.searchTag("object", { keys: ["dark", "wet"], categories: ["weather"] });
   * @throws RangeError when there are several categories, but not as many as keys
   */
  searchTag<E extends Entity = Entity>(kind: string, query: TagQuery): E[] {
    return this.tagIndex(kind)
      .search(query)
      .map((record) => this.instanceOf(record) as E);
  }

  /**
   * Entities by the value of a declared attribute with `index: true`; the first question builds the index.
   *
   * @example
   * game.index(Lantern, "fuel").between({ to: 10 });
   * @throws MudlarkError CLASS_UNKNOWN, ATTRIBUTE_MISSING
   */
  index<E extends Entity, N extends keyof E & string>(cls: EntityClass<E>, name: N): AttributeQuery<E, E[N]> {
    const registered = this.classes.require(cls);
    return this.#attributeIndexes.query<E, E[N]>(
      registered,
      name,
      this.#kinds.require(registered.kind).table,
    );
  }

  /**
   * Creates an entity: all of it, or, when a hook throws, nothing (`world.md` §9.1).
   *
   * @throws MudlarkError TURN_CLOSED, CLASS_UNKNOWN, ENTITY_MISSING, and whatever its hooks throw
   */
  create<E extends Entity>(cls: EntityClass<E> | string, options: CreateOptions = {}): E {
    return this.#life.create(cls, options);
  }

  isBeingCreated(entity: Entity): boolean {
    return this.#life.isBeingCreated(entity);
  }

  /**
   * Gives an entity another class of its kind, whole or not at all (`world.md` §2).
   *
   * @throws MudlarkError CLASS_UNKNOWN, CLASS_INVALID, TURN_CLOSED, and whatever its hooks throw
   */
  swapClass(entity: Entity, wanted: EntityClass | string, options: SwapClassOptions = {}): void {
    this.#life.swapClass(entity, wanted, options);
  }

  /**
   * Deletes an entity with what belongs to it (`world.md` §9.4). Returns false when it was gone already, when it
   * refuses, or when it is the default home or the start and `force` is not given.
   *
   * @throws MudlarkError TURN_CLOSED
   */
  delete(entity: Entity, { force = false }: { readonly force?: boolean } = {}): boolean {
    return this.#life.delete(entity, force);
  }

  /**
   * Runs something; what it throws is returned, after everything that it did was undone. The turn goes on.
   *
   * @throws MudlarkError HOOK_LOOP, which nobody on the way catches: hooks that go in circles undo their whole turn
   */
  attempt<T>(action: () => T): AttemptResult<T> {
    return this.#attempts.run(action);
  }

  /** Runs something that is done whole or not at all: when it throws, it is undone before the error goes on. */
  whole<T>(action: () => T): T {
    const result = this.attempt(action);
    if (result.ok) return result.value;
    throw result.error;
  }

  /** The account that plays the object; null for everything else. */
  accountOf(entity: unknown): Entity | null {
    return entity instanceof Entity && entity.kind === "object"
      ? this.#ports.control.accountOf(entity)
      : null;
  }

  /** Has it put aside its powers, in the acting session? */
  isQuelled(accessor: unknown, session: SessionId | null = this.actingSession): boolean {
    return accessor instanceof Entity && this.#ports.control.isQuelled(accessor, session);
  }

  isOnline(entity: unknown): boolean {
    return entity instanceof Entity && this.#ports.audience.isOnline(entity);
  }

  deliver(entity: Entity, message: Message, to?: unknown): void {
    this.#ports.audience.deliver(entity, message, to);
  }

  /**
   * Lets bodies that nobody holds a part of become text again, to save memory. Between turns only. Returns how many
   * did; the next touch of one makes it what it was.
   */
  foldBodies(): number {
    return this.warmBodies.foldAll();
  }

  #makeLifeCycle(): LifeCycle {
    const { turns, clock, classes, signals } = this;
    const anchors = [this.defaultHomeId, this.startLocationId];
    return new LifeCycle({
      // Higher folders declare what they add to the world, and add it before anything is loaded.
      game: this as unknown as Game,
      turns,
      clock,
      classes,
      signals,
      kinds: this.#kinds,
      whole: (action) => this.whole(action),
      isAnchor: ({ kind, id }) => kind.name === "object" && anchors.includes(id),
    });
  }

  #objectKind(): EntityKind<WorldObject> {
    const find = (id: number): EntityRecord | undefined => this.#kinds.find("object", id);
    return objectKind({
      places: this.places,
      find,
      defaultHome: () => find(this.defaultHomeId) ?? null,
      dwellersOf: (id) =>
        this.places.dwellersOf(id) ??
        [...this.#kinds.require("object").table].filter((record) => record.home === id),
      delete: (record) => this.#life.remove(record),
      tell: (record, text) => this.instanceOf(record).msg(text),
    });
  }

  #makeCore(): ModelCore {
    return {
      turns: this.turns,
      values: this.values,
      clock: this.clock,
      logger: this.logger,
      texts: this.texts,
      warmBodies: this.warmBodies,
      find: (kind, id) => this.#kinds.find(kind, id),
      instanceOf: (record) => this.instanceOf(record),
      declarationsOf: (record) => this.classes.declarationsOf(record),
      fieldChanged: (record, field, before) => {
        this.#kinds.fieldChanged(record, field, before);
        for (const watcher of this.#watchers) watcher.fieldChanged(record, field, before);
      },
      classChanged: (record, before) => {
        this.classes.forget(record);
        this.#kinds.classChanged(record, before);
      },
      attributeChanged: (record, address) => {
        this.#attributeIndexes.attributeChanged(record, address);
        for (const watcher of this.#watchers) watcher.attributeChanged(record, address);
      },
    };
  }

  #makeLockWorld({ setting = () => undefined }: KernelOptions): LockWorld {
    const { control, logger } = this.#ports;
    return {
      hierarchy: this.hierarchy,
      setting,
      accountOf: (object) => this.accountOf(object),
      puppetOf: (account, session) => (account instanceof Entity ? control.puppetOf(account, session) : null),
      isQuelled: (accessor, session) => this.isQuelled(accessor, session),
      isOnline: (subject) => this.isOnline(subject),
      actingSession: () => this.actingSession,
      reportLock: (message, fields) => logger.warn(message, fields),
    };
  }
}
