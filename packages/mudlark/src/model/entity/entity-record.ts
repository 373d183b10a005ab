import { MudlarkError } from "../../base/errors.ts";
import type { Clock } from "../../base/clock.ts";
import type { Logger } from "../../base/logger.ts";
import type { EntityRow } from "../../store/rows.ts";
import type { ValueCodecs } from "../attributes/value-codecs.ts";
import type { Declarations } from "../attributes/declared/declarations.ts";
import type { BatchDraft, Persistent } from "../commit/batch-draft.ts";
import type { TurnRunner } from "../turn/turn-runner.ts";
import type { Contents } from "./contents.ts";
import type { NumberColumn } from "./number-column.ts";
import type { TextSlab } from "./text-slab.ts";

/** The property under which an entity keeps its record. */
export const recordKey: unique symbol = Symbol("record");

/** Stored fields that a turn may change. The others never change, or only with the class. */
export interface RecordFields {
  key: string;
  location: number | null;
  home: number | null;
  destination: number | null;
  /** JSON text. */
  aliases: string | null;
  /** JSON text. */
  tags: string | null;
  /** A lock string. */
  locks: string | null;
}

/** Attributes, permissions and the fields of its kind, when they are not text. */
export interface StoredBody {
  /** Was it asked for since this was made false? */
  isUsed: boolean;
  /** How much memory it takes: an estimate. */
  readonly bytes: number;
  /** May it become text? */
  readonly isFoldable: boolean;
  /** Nobody has asked for it lately: what can be made of it again when it is needed may go. */
  cool(): void;
  /** JSON text, null when there is nothing in it. */
  encode(): string | null;
}

/** Keeps an eye on how much there is of what was touched. */
interface BodyCount {
  /** A body was made of its text, or for a new entity. */
  opened(record: EntityRecord, body: StoredBody): void;
  /** A body was estimated anew, and takes so much more. */
  resized(difference: number): void;
}

/** What parts of the model that work on one record need of the whole. */
export interface ModelCore {
  readonly turns: TurnRunner;
  readonly values: ValueCodecs;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Bodies that nobody has touched yet. */
  readonly texts: TextSlab;
  /** Those that somebody has. */
  readonly warmBodies: BodyCount;
  find(kind: string, id: number): EntityRecord | undefined;
  /** The one live instance; made at first touch. */
  instanceOf(record: EntityRecord): object;
  /** What its class says about its attributes. */
  declarationsOf(record: EntityRecord): Declarations;
  fieldChanged<F extends keyof RecordFields>(record: EntityRecord, field: F, before: RecordFields[F]): void;
  classChanged(record: EntityRecord, before: { readonly classId: string; readonly content: string }): void;
  /** The stored value at that address is another one, or is gone. */
  attributeChanged(record: EntityRecord, address: string): void;
}

/** What the records of one kind share. */
export interface RecordKind {
  readonly name: string;
  /** Milliseconds since 1970, by id. */
  readonly creationTimes: NumberColumn;
  readonly core: ModelCore;
}

/**
 * All that is known about one entity, as small as it can be while nobody touches it: there is one for every row of
 * the store, and most stay untouched for long.
 */
export class EntityRecord implements Persistent, RecordFields {
  readonly kind: RecordKind;
  readonly id: number;
  classId: string;
  content: string;
  key: string;
  location: number | null;
  home: number | null;
  destination: number | null;
  aliases: string | null;
  tags: string | null;
  locks: string | null;
  /** What was touched, or the address of the text of what was not. */
  #body: StoredBody | number | null;
  /** The live instance, if there is one. */
  instance: object | null = null;
  /** What is inside it, if anything ever was. */
  contents: Contents<EntityRecord> | null = null;
  /** When it came to where it is, as a count: the order of contents. */
  arrival = 0;
  /** Grows with every change of a stored field, undone ones included. */
  fieldVersion = 0;
  isDeleted = false;

  constructor(kind: RecordKind, row: Omit<EntityRow, "kind">) {
    this.kind = kind;
    this.id = row.id;
    kind.creationTimes.set(row.id, row.createdAt);
    this.classId = row.classId;
    this.content = row.content;
    this.key = row.key;
    this.location = row.location;
    this.home = row.home;
    this.destination = row.destination;
    this.aliases = row.aliases;
    this.tags = row.tags;
    this.locks = row.locks;
    this.#body = row.body === null ? null : kind.core.texts.add(row.body);
  }

  /** What `openBody` was given last; null while the body is text, or there is none. */
  get body(): StoredBody | null {
    return typeof this.#body === "number" ? null : this.#body;
  }

  /** JSON text, null when there is nothing in it. */
  get bodyText(): string | null {
    const body = this.#body;
    if (body === null) return null;
    return typeof body === "number" ? this.kind.core.texts.read(body) : body.encode();
  }

  /** Puts what is made of its text in the place of it. @param make is given the text, null when there is none */
  openBody<B extends StoredBody>(make: (text: string | null) => B): B {
    const { texts, warmBodies } = this.kind.core;
    const body = make(this.bodyText);
    if (typeof this.#body === "number") texts.take(this.#body);
    this.#body = body;
    warmBodies.opened(this, body);
    return body;
  }

  /** Lets the body become text again. */
  foldBody(): void {
    const text = this.bodyText;
    this.#body = text === null ? null : this.kind.core.texts.add(text);
  }

  /** Moves its text out of a place that is mostly empty. */
  moveText(): void {
    const { texts } = this.kind.core;
    const body = this.#body;
    if (typeof body === "number" && texts.isSparse(body)) this.#body = texts.add(texts.take(body));
  }

  get ref(): string {
    return `#${this.id}`;
  }

  /** Milliseconds since 1970. */
  get createdAt(): number {
    return this.kind.creationTimes.get(this.id);
  }

  /**
   * Changes a stored field; undone with the turn.
   *
   * @throws MudlarkError TURN_CLOSED, WORLD_FROZEN, READ_ONLY, ENTITY_DELETED
   */
  change<F extends keyof RecordFields>(field: F, value: EntityRecord[F] & RecordFields[F]): void {
    const { turns } = this.kind.core;
    const turn = turns.requireTurn();
    this.requireLive();
    const before: RecordFields[F] = this[field];
    if (before === value) return;
    const { arrival } = this;
    if (field === "location") this.arrival = 0;
    this.#set(field, value);
    turns.journal.record(() => {
      this.arrival = arrival;
      this.#set(field, before);
    });
    turn.markChanged(this);
  }

  /** Gives it another class. The instance is the caller's business. */
  changeClass(classId: string, content: string): void {
    const { turns } = this.kind.core;
    const turn = turns.requireTurn();
    const before = { classId: this.classId, content: this.content };
    this.#setClass({ classId, content });
    turns.journal.record(() => this.#setClass(before));
    turn.markChanged(this);
  }

  /** @throws MudlarkError ENTITY_DELETED */
  requireLive(): void {
    if (!this.isDeleted) return;
    throw new MudlarkError("ENTITY_DELETED", `${this.kind.name} ${this.ref} (${this.key}) was deleted`);
  }

  toRow(): EntityRow {
    return {
      kind: this.kind.name,
      id: this.id,
      classId: this.classId,
      content: this.content,
      key: this.key,
      createdAt: this.createdAt,
      location: this.location,
      home: this.home,
      destination: this.destination,
      aliases: this.aliases,
      tags: this.tags,
      locks: this.locks,
      body: this.bodyText,
    };
  }

  addTo(draft: BatchDraft): void {
    if (this.isDeleted) draft.remove.push({ kind: this.kind.name, id: this.id });
    else draft.put.push(this.toRow());
  }

  #set<F extends keyof RecordFields>(field: F, value: RecordFields[F]): void {
    const before = assign(this, field, value);
    this.fieldVersion += 1;
    this.kind.core.fieldChanged(this, field, before);
  }

  #setClass({ classId, content }: { readonly classId: string; readonly content: string }): void {
    const before = { classId: this.classId, content: this.content };
    this.classId = classId;
    this.content = content;
    this.kind.core.classChanged(this, before);
  }
}

/** Returns what was there. */
function assign<F extends keyof RecordFields>(
  fields: RecordFields,
  field: F,
  value: RecordFields[F],
): RecordFields[F] {
  const before = fields[field];
  fields[field] = value;
  return before;
}

/** The record of an entity; undefined for everything else. */
export function recordOf(value: unknown): EntityRecord | undefined {
  if (typeof value !== "object" || value === null || !(recordKey in value)) return undefined;
  const record = value[recordKey];
  return record instanceof EntityRecord ? record : undefined;
}
