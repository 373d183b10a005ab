import { MudlarkError } from "../../base/errors.ts";
import type { SessionId } from "../../base/session-id.ts";
import type { Persistent } from "../commit/batch-draft.ts";
import type { Journal, JournalMark } from "./journal.ts";
import type { TurnKind, TurnSpec } from "./turn-spec.ts";

/** Something that leaves the world when its turn is durable. What it is only the world's edge knows. */
export interface HeldEffect {
  readonly type: string;
}

/** A moment within a turn to which changes and output can go back. */
export interface Savepoint {
  readonly mark: JournalMark;
  readonly effects: number;
  readonly afterCommit: number;
  readonly sync: boolean;
}

const beginning: Savepoint = { mark: 0, effects: 0, afterCommit: 0, sync: false };
const nothing: readonly never[] = [];

/**
 * One indivisible piece of work on the world (design §4): everything that it changes and says takes place, or
 * nothing. The runner makes turns; the rest of the model adds to the one that is running.
 */
export class Turn {
  readonly id: number;
  readonly kind: TurnKind;
  readonly lane: string;
  readonly session: SessionId | null;
  readonly line: number | null;
  /** The dispatcher replaces the line's text by the command's name when it knows it. */
  label: string;
  actor: object | null;
  /** A command may clear it before it changes anything. */
  atomic: boolean;

  readonly journal: Journal;
  #changed: Set<Persistent> | null = null;
  #effects: HeldEffect[] | null = null;
  #afterCommit: (() => void)[] | null = null;
  #sync = false;
  #open = true;

  constructor(id: number, spec: TurnSpec, journal: Journal) {
    this.id = id;
    this.kind = spec.kind;
    this.label = spec.label;
    this.lane = spec.lane;
    this.actor = spec.actor ?? null;
    this.session = spec.session ?? null;
    this.line = spec.line ?? null;
    this.atomic = spec.atomic ?? true;
    this.journal = journal;
  }

  get isOpen(): boolean {
    return this.#open;
  }

  /** Did it change anything that is stored? */
  get hasChanges(): boolean {
    return this.#changed !== null && this.#changed.size > 0;
  }

  get changed(): Iterable<Persistent> {
    return this.#changed ?? nothing;
  }

  get effects(): readonly HeldEffect[] {
    return this.#effects ?? nothing;
  }

  /** What to run when the turn is durable, in order. */
  get afterCommit(): readonly (() => void)[] {
    return this.#afterCommit ?? nothing;
  }

  get needsSync(): boolean {
    return this.#sync;
  }

  /**
   * Output: leaves when this turn and all before it are durable, and never if the turn is undone.
   *
   * @throws MudlarkError TURN_CLOSED
   */
  hold(effect: HeldEffect): void {
    this.#requireOpen();
    (this.#effects ??= []).push(effect);
  }

  /**
   * An effect outside the process (a mail, a request): runs when the turn is durable, never if it is undone.
   *
   * @throws MudlarkError TURN_CLOSED
   */
  onCommit(effect: () => void): void {
    this.#requireOpen();
    (this.#afterCommit ??= []).push(effect);
  }

  /** Credentials, bans, deleted accounts: the batch of this turn reaches the disk before it is acknowledged (D2). */
  requireSync(): void {
    this.#requireOpen();
    this.#sync = true;
  }

  /** Its present state will be written with this turn's batch. */
  markChanged(thing: Persistent): void {
    const changed = (this.#changed ??= new Set());
    if (changed.has(thing)) return;
    changed.add(thing);
    this.journal.record(() => changed.delete(thing));
  }

  savepoint(): Savepoint {
    return {
      mark: this.journal.savepoint(),
      effects: this.#effects?.length ?? 0,
      afterCommit: this.#afterCommit?.length ?? 0,
      sync: this.#sync,
    };
  }

  /** Takes back every change and all output since then. */
  rollbackTo(savepoint: Savepoint): void {
    this.journal.rollbackTo(savepoint.mark);
    if (this.#effects !== null) this.#effects.length = savepoint.effects;
    if (this.#afterCommit !== null) this.#afterCommit.length = savepoint.afterCommit;
    this.#sync = savepoint.sync;
  }

  /** For the runner: takes back everything. */
  rollback(): void {
    this.rollbackTo(beginning);
  }

  /** For the runner: nothing can be added any more. */
  close(): void {
    this.#open = false;
    this.journal.clear();
  }

  #requireOpen(): void {
    if (this.#open) return;
    throw new MudlarkError(
      "TURN_CLOSED",
      `the turn "${this.label}" is over: nothing can be added to it any more`,
    );
  }
}
