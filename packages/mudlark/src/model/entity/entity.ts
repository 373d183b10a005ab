import { messageOf } from "../../base/errors.ts";
import type { JsonObject, JsonValue } from "../../base/json.ts";
import type { AttributeGuard } from "../attributes/attribute-guard.ts";
import { AttributeHandler } from "../attributes/attribute-handler.ts";
import { bodyOf } from "../attributes/body.ts";
import { makeDb } from "../attributes/db-proxy.ts";
import { MemoryAttributes } from "../attributes/memory-attributes.ts";
import type { Game } from "../game.ts";
import { LockHandler } from "../locks/lock-handler.ts";
import type { LockCheckOptions } from "../locks/lock-system.ts";
import type { Message } from "../message.ts";
import { NickHandler } from "../nicks/nick-handler.ts";
import { PermissionHandler } from "../permissions/permission-handler.ts";
import { TagHandler } from "../tags/tag-handler.ts";
import { declareProperties, type DeclaredProperties, type DeclaredType } from "./declare-properties.ts";
import { entityKey } from "./entity-key.ts";
import { recordKey } from "./entity-record.ts";
import type { EntityRecord } from "./entity-record.ts";

/** By this name Node's `inspect` finds out how something wants to be shown. */
const inspectKey: unique symbol = Symbol.for("nodejs.util.inspect.custom");

/** What the kernel gives to a new instance. Game code passes it on and never makes one. */
export interface EntityInit {
  readonly record: EntityRecord;
  readonly game: Game;
}

/** What the kernel looks for on a class. */
interface EntityStatics {
  /** Stored with each entity. Without it, the file and the name under which it is exported are. */
  readonly classId?: string;
  /** Ids under which entities of this class were stored before. */
  readonly formerIds?: readonly string[];
  /** What sort of object it is: `object`, `character`, `room`, `exit`; "" for what is not an object. */
  readonly contentType?: string;
}

/** A class of entities. */
export type EntityClass<E extends Entity = Entity> = (abstract new (init: EntityInit) => E) & EntityStatics;

/** A class with more declared attributes. */
export type ClassWith<B extends EntityClass, D> = Pick<B, keyof B> &
  (new (init: EntityInit) => InstanceType<B> & DeclaredProperties<D>);

export interface AccessOptions extends LockCheckOptions {
  readonly [key: string]: unknown;
}

export interface SwapClassOptions {
  /** Drops all attributes, those in memory too, or those named. Default none. */
  readonly cleanAttributes?: boolean | readonly string[];
  /** Runs all hooks of creation again, or only these, each without arguments. Default true. */
  readonly runStartHooks?: boolean | readonly string[];
  /** Takes away the command sets that were added to it. Default false. */
  readonly cleanCmdsets?: boolean;
}

export interface MessageOptions {
  /** Who says it; they are asked by `atMsgSend`. */
  readonly from?: Entity | readonly Entity[] | null;
  /** One or more sessions, in the place of all of the entity's. */
  readonly to?: unknown;
  /** Options of the text, such as its `type`. */
  readonly options?: JsonObject;
}

/**
 * What there is in a world and lives as long as it does: objects, accounts, scripts, channels (`world.md` §1). There
 * is one instance per entity, whoever looks for it. Only the kernel makes instances.
 */
export abstract class Entity {
  static readonly contentType: string = "";

  readonly [recordKey]: EntityRecord;
  readonly game: Game;
  #attributes: AttributeHandler | null = null;
  #db: Record<string, unknown> | null = null;
  #memory: MemoryAttributes | null = null;
  #tags: TagHandler | null = null;
  #aliases: TagHandler | null = null;
  #permissions: PermissionHandler | null = null;
  #locks: LockHandler | null = null;
  #nicks: NickHandler | null = null;

  constructor(init: EntityInit) {
    this[recordKey] = init.record;
    this.game = init.game;
  }

  /**
   * A class like this one with typed, stored attributes, and with tags as properties.
   *
   * @example
   * class Lantern extends Thing.with({ fuel: attr.int({ default: 100, min: 0 }) }) {}
   * @throws MudlarkError CLASS_INVALID
   */
  static with<B extends EntityClass, const D extends Readonly<Record<string, DeclaredType>>>(
    this: B,
    declarations: D,
  ): ClassWith<B, D> {
    const extended = extend(this);
    declareProperties(extended, declarations);
    return extended as unknown as ClassWith<B, D>;
  }

  /** Positive, never given twice within its kind; readable even after deletion. */
  get id(): number {
    return this[recordKey].id;
  }

  get kind(): string {
    return this[recordKey].kind.name;
  }

  /** `#12`. */
  get ref(): string {
    return this[recordKey].ref;
  }

  /** Milliseconds since 1970. */
  get createdAt(): number {
    return this[recordKey].createdAt;
  }

  /** The stable id of its class as it is stored, also when that class is missing. */
  get classId(): string {
    return this[recordKey].classId;
  }

  /** Is its own class missing or broken, and this only stands in for it? */
  get isStandIn(): boolean {
    return this.game.classes.isStandIn(this[recordKey], this.constructor);
  }

  get isDeleted(): boolean {
    return this[recordKey].isDeleted;
  }

  get key(): string {
    const record = this[recordKey];
    record.requireLive();
    return record.key;
  }

  /** @throws MudlarkError ENTITY_KEY, TURN_CLOSED, ENTITY_DELETED */
  set key(key: string) {
    const record = this[recordKey];
    const before = record.key;
    const after = entityKey(key);
    record.change("key", after);
    if (before === after || this.game.isBeingCreated(this)) return;
    this.atRename(before, after);
    this.game.signals.emit("entityRenamed", { entity: this, before, after });
  }

  get name(): string {
    return this.key;
  }

  get attributes(): AttributeHandler {
    return (this.#attributes ??= new AttributeHandler(this[recordKey], new EntityGuard(this)));
  }

  /** Short forms of its own, if it is a character or an account. */
  get nicks(): NickHandler {
    return (this.#nicks ??= this.#makeNicks());
  }

  /** Attributes as properties: stored, undone with the turn, of type unknown. */
  get db(): Record<string, unknown> {
    return (this.#db ??= makeDb(this[recordKey]));
  }

  /** Attributes that are gone with the process. */
  get nattributes(): MemoryAttributes {
    return (this.#memory ??= new MemoryAttributes(this.game.turns));
  }

  /** The same as properties. */
  get ndb(): Record<string, unknown> {
    return this.nattributes.proxy;
  }

  get tags(): TagHandler {
    return (this.#tags ??= new TagHandler(this[recordKey], this.game.tagIndex(this.kind), "tag"));
  }

  get aliases(): TagHandler {
    return (this.#aliases ??= new TagHandler(this[recordKey], this.game.tagIndex(this.kind), "alias"));
  }

  get permissions(): PermissionHandler {
    return (this.#permissions ??= this.#makePermissions());
  }

  get locks(): LockHandler {
    return (this.#locks ??= this.#makeLocks());
  }

  /** Does it pass every lock: does a superuser play it who has not put that aside? */
  get isSuperuser(): boolean {
    const account = this.game.accountOf(this);
    return account !== null && account.isSuperuser && !this.game.isQuelled(this);
  }

  /** May `accessor` do that to it (`world.md` §7)? */
  access(accessor: Entity | null, type = "read", options: AccessOptions = {}): boolean {
    const result = this.locks.check(accessor, type, options);
    this.atAccess(result, accessor, type, options);
    return result;
  }

  /** Is it of that class, or with `exact` of no other? A class may be named by its id. */
  isClass(wanted: EntityClass | string, exact = false): boolean {
    const target = typeof wanted === "string" ? this.game.classes.find(wanted) : wanted;
    if (target === null) return false;
    return exact ? this.constructor === target : this instanceof target;
  }

  /**
   * Makes it one of another class of its kind; it stays the same instance, and keeps its attributes (`world.md` §2).
   *
   * @throws MudlarkError CLASS_UNKNOWN, CLASS_INVALID, TURN_CLOSED
   */
  swapClass(wanted: EntityClass | string, options: SwapClassOptions = {}): void {
    this.game.swapClass(this, wanted, options);
  }

  /** Removes it for good. Returns false when it was gone already, or does not want to go. */
  delete(options: { readonly force?: boolean } = {}): boolean {
    return this.game.delete(this, options);
  }

  /** Says something to whoever plays it or is behind it (`world.md` §11.1). */
  msg(message: string | Partial<Message>, { from = null, to, options = {} }: MessageOptions = {}): void {
    const whole = completeMessage(message, options);
    const senders = from === null ? [] : from instanceof Entity ? [from] : from;
    for (const sender of senders) this.#try("atMsgSend", () => sender.atMsgSend(whole.text, this));
    const [sender = null] = senders;
    const accepts = this.#try("atMsgReceive", () => this.atMsgReceive(whole.text, sender, whole.options));
    if (accepts !== false) this.game.deliver(this, whole, to);
  }

  /** How it is called by whoever looks. */
  getDisplayName(_looker: Entity | null = null, _options: JsonObject = {}): string {
    return this.key;
  }

  /** First of all when it is created: default locks and the like, for the engine's own classes. */
  basetypeSetup(): void {}

  /** Last of all when it is created. */
  basetypePosthookSetup(): void {}

  /**
   * The instance was made: at creation, and at the first touch after a start. Nothing stored may change here; `ndb`
   * and fields of the instance may.
   */
  atInit(): void {}

  /** After a lock was checked; cannot change the answer. */
  atAccess(_result: boolean, _accessor: Entity | null, _type: string, _options: AccessOptions): void {}

  /**
   * Before its command sets are gathered for somebody's line: the place to change them. `details` has `caller`, whose
   * line it is, and `current`, the sets that are on it now.
   */
  atCmdsetGet(_details: Readonly<Record<string, unknown>>): void {}

  /** After the key has changed. */
  atRename(_before: string, _after: string): void {}

  /** Before it is deleted; false keeps it. */
  atObjectDelete(): boolean | void {}

  /** Before it is told something; false keeps it from hearing. */
  atMsgReceive(_text: string | null, _from: Entity | null, _options: JsonObject): boolean | void {}

  /** Before it tells something to somebody. */
  atMsgSend(_text: string | null, _to: Entity): void {}

  /** Before a warm stop. */
  atServerReload(): void {}

  /** Before a cold stop. */
  atServerShutdown(): void {}

  toString(): string {
    return `${this.constructor.name} ${this.ref}`;
  }

  /** How logs and shells show it: in one line, instead of everything that it is made of. */
  [inspectKey](): string {
    const { key, ref } = this[recordKey];
    return `${this.constructor.name} ${key} (${ref})`;
  }

  /** A stored field that only its kind has. */
  protected readField(name: string): JsonValue | undefined {
    this[recordKey].requireLive();
    return bodyOf(this[recordKey]).field(name);
  }

  /** @param value undefined removes the field */
  protected writeField(name: string, value: JsonValue | undefined): void {
    bodyOf(this[recordKey]).setField(name, value);
  }

  /** What a hook throws is undone and written down, and does no more harm. */
  #try<T>(hook: string, action: () => T): T | undefined {
    const result = this.game.attempt(action);
    if (result.ok) return result.value;
    this.game.logger.error(`${hook} failed`, { entity: this.ref, error: messageOf(result.error) });
    return undefined;
  }

  #makeLocks(): LockHandler {
    const record = this[recordKey];
    return new LockHandler(this, this.game.locks, {
      readLocks: () => {
        record.requireLive();
        return record.locks;
      },
      writeLocks: (text) => record.change("locks", text),
      noteOverwritten: (before, after) => {
        if (this.game.isBeingCreated(this)) return;
        this.game.logger.warn("A lock took the place of another", { entity: record.ref, before, after });
      },
    });
  }

  #makeNicks(): NickHandler {
    const record = this[recordKey];
    const attributes = new AttributeHandler(record, new EntityGuard(this), "nick");
    return new NickHandler(record, attributes, () => this.game.accountOf(this)?.nicks ?? null);
  }

  #makePermissions(): PermissionHandler {
    const { game } = this;
    const passes = (permission: string): boolean => game.locks.hasPermission(this, permission);
    const isSuperuser = (): boolean => this.isSuperuser;
    return new PermissionHandler(this[recordKey], game.tagIndex(this.kind), {
      passes,
      hierarchy: game.hierarchy,
      get isSuperuser() {
        return isSuperuser();
      },
    });
  }
}

/** Who may do what with its attributes. One for each entity that is in use, so it is as small as can be. */
class EntityGuard implements AttributeGuard {
  readonly #entity: Entity;

  constructor(entity: Entity) {
    this.#entity = entity;
  }

  mayCreate(accessor: object, otherwise: boolean): boolean {
    const asking = accessor instanceof Entity ? accessor : null;
    return this.#entity.access(asking, "attrcreate", { default: otherwise });
  }

  checkLocks(locks: string): void {
    this.#entity.game.locks.parse(locks);
  }

  mayUse(accessor: object, locks: string, accessType: "attrread" | "attredit", otherwise: boolean): boolean {
    const { locks: system } = this.#entity.game;
    return system.check(system.read(locks), accessor, this.#entity, accessType, { default: otherwise });
  }
}

/** An empty class of the same name. */
function extend(base: EntityClass): EntityClass {
  const extended = class extends base {};
  Object.defineProperty(extended, "name", { value: base.name });
  return extended;
}

/** A message that lacks nothing stays the same object, so that what many are told can be known as one. */
function completeMessage(message: string | Partial<Message>, options: JsonObject): Message {
  if (typeof message === "string") return { text: message, options };
  if (isComplete(message) && Object.keys(options).length === 0) return message;
  return { text: null, ...message, options: { ...message.options, ...options } };
}

function isComplete(message: Partial<Message>): message is Message {
  return message.text !== undefined && message.options !== undefined;
}
